import { headOf } from "@/app/(public)/s/[token]/head-of";
import { readAsked } from "@/app/(public)/s/[token]/read-asked";
import { publicRoute } from "@/app/embed/public-route";
import { answerOf } from "@/lib/presenters/embed/answer";
import { closedProblem } from "@/lib/presenters/embed/closed";
import { PUBLIC_PICTURE, PUBLIC_PICTURE_SCALE } from "@/lib/presenters/view/public-picture";

/** A public page as https://oembed.com says: a link with a picture. Its page leads here. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(async (asked) => {
  const found = await readAsked(asked);
  if (found.opens === "nothing") return { answer: closedProblem(found.closed) };
  const address = asked.origin + new URL(asked.request.url).pathname.replace(/\/[^/]*$/, "");
  const body = {
    version: "1.0",
    type: "link",
    title: headOf(found, address).title,
    provider_name: "Statnest",
    provider_url: asked.origin,
    thumbnail_url: `${address}/image.png`,
    thumbnail_width: PUBLIC_PICTURE.width * PUBLIC_PICTURE_SCALE,
    thumbnail_height: PUBLIC_PICTURE.height * PUBLIC_PICTURE_SCALE,
  };
  return { answer: answerOf("json", JSON.stringify(body), { origins: [] }) };
});
