import { answerIngestRoute } from "@/lib/ingest/web-door";

export { answerIngestRoute as GET, answerIngestRoute as HEAD, answerIngestRoute as OPTIONS, answerIngestRoute as POST };
