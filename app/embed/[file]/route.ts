import { answerEmbed } from "@/app/embed/answer-embed";
import { publicRoute } from "@/app/embed/public-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(answerEmbed);
