import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a process and its database, and cuts connections on command. */
export class CutProxy {
  /** Called with every answer of the database; true drops it and cuts the connection: the work was done, nobody hears. */
  cutAnswer: (answer: Buffer, question: string) => boolean = () => false;
  /** Called with every question; true drops it and cuts the connection: nothing was done. */
  cutQuestion: (question: string) => boolean = () => false;
  /** No new connections, as when the database is away. */
  away = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      if (this.away) {
        near.destroy();
        return;
      }
      const far = connect(Number(target.port), target.hostname);
      let question = "";
      const cut = () => {
        near.destroy();
        far.destroy();
      };
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", cut);
        socket.on("close", cut);
        socket.on("close", () => this.#sockets.delete(socket));
      }
      near.on("data", (data) => {
        question = data.toString("latin1");
        if (this.cutQuestion(question)) cut();
        else far.write(data);
      });
      far.on("data", (data) => {
        if (this.cutAnswer(data, question)) cut();
        else near.write(data);
      });
    });
  }

  /** Opens a proxy before the database of a URL; `url` is the way through it. */
  static async before(databaseUrl: string): Promise<{ proxy: CutProxy; url: string }> {
    const url = new URL(databaseUrl);
    const proxy = new CutProxy(new URL(databaseUrl));
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    url.hostname = "127.0.0.1";
    url.port = String((proxy.#server.address() as AddressInfo).port);
    return { proxy, url: String(url) };
  }

  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Whether a question on the wire is a flush. */
export function isFlush(question: string): boolean {
  return question.includes("ingest_flush");
}
