import { writeSync } from "node:fs";
import { onFailpoint } from "@/lib/store/series/failpoint";
import { Scene, type SceneFacts } from "./scene";
import { type Step, take } from "./steps";

// A process that takes steps in a scene, says one line for each that is done, and kills itself when it has passed a
// failpoint so often. Its argument is JSON.

export interface KilledTask {
  facts: SceneFacts;
  steps: Step[];
  failpoint: string;
  pass: number;
}

const task: KilledTask = JSON.parse(process.argv.at(-1) ?? "");
let left = task.pass;
onFailpoint((name) => {
  if (name !== task.failpoint) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
});

const scene = await Scene.join(task.facts);
for (const step of task.steps) {
  await take(scene, step);
  writeSync(1, "done\n");
}
await scene.close();
