import { Star } from "lucide-react";

interface StarButtonProps {
  stat: { id: string; name: string; favourite: boolean };
  /** Stars or unstars a stat: a server action that reads `id` and `favourite`. */
  star: (form: FormData) => Promise<void>;
}

export function StarButton({ stat: { id, name, favourite }, star }: StarButtonProps) {
  const label = favourite ? `Remove ${name} from favourites` : `Add ${name} to favourites`;
  return (
    <form action={star} className="relative z-10">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="favourite" value={favourite ? "" : "1"} />
      <button type="submit" aria-label={label} title={label} className="grid size-7 place-items-center rounded-small">
        <Star
          size={17}
          aria-hidden="true"
          className={favourite ? "fill-accent text-accent" : "text-edge hover:text-accent"}
        />
      </button>
    </form>
  );
}
