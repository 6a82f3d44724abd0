/** The theme that a wall's address asks for; null, which is any other, follows the screen. */
export function wallTheme(asked: string | string[] | undefined): "light" | "dark" | null {
  return asked === "light" || asked === "dark" ? asked : null;
}
