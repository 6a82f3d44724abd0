import { Field } from "@/components/ui/field";

/** Asks who is there once more; the address goes along for the browser's store of passwords, which goes by it. */
export function CurrentPassword({ email, label = "Your password" }: { email: string; label?: string }) {
  return (
    <>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field
        name="currentPassword"
        label={label}
        subject="This"
        type="password"
        autoComplete="current-password"
        required
      />
    </>
  );
}
