import type { Snippet } from "./snippets";

/** How a receiver finds out that a webhook is ours: a function, or a script, for each language. */
export const VERIFY_SNIPPETS: Snippet[] = [
  {
    language: "JavaScript",
    code: `import { createHmac, timingSafeEqual } from "node:crypto";

// headers: their names in lower case; body: the text as it came, before it is parsed.
function isOurs(secret, headers, body) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = Buffer.from(
    "v1," + createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${body}\`).digest("base64"),
  );
  return signatures
    .split(" ")
    .map((each) => Buffer.from(each))
    .some((each) => each.length === expected.length && timingSafeEqual(each, expected));
}`,
  },
  {
    language: "Python",
    code: `import base64, hashlib, hmac, time

def is_ours(secret, headers, body):
    """headers: their names in lower case; body: the bytes as they came."""
    id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    given = headers["webhook-signature"].encode().split()
    return any(hmac.compare_digest(each, expected) for each in given)`,
  },
  {
    language: "Shell",
    code: `# SECRET is the channel's; ID, TIMESTAMP and SIGNATURE are the headers; body.json is the body as it came.
key=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
expected=$({ printf '%s.%s.' "$ID" "$TIMESTAMP"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
age=$(($(date +%s) - TIMESTAMP))
case " $SIGNATURE " in
  *" v1,$expected "*) test "\${age#-}" -le 300 ;;
  *) false ;;
esac && echo "it is ours"`,
  },
  {
    language: "Ruby",
    code: `require "openssl"

# headers: their names in lower case; body: the text as it came.
def ours?(secret, headers, body)
  id, timestamp = headers.values_at("webhook-id", "webhook-timestamp")
  return false if (Time.now.to_i - timestamp.to_i).abs > 300
  key = secret.delete_prefix("whsec_").unpack1("m")
  expected = "v1," + [OpenSSL::HMAC.digest("SHA256", key, "#{id}.#{timestamp}.#{body}")].pack("m0")
  headers["webhook-signature"].split.any? { |each| OpenSSL.secure_compare(each, expected) }
end`,
  },
  {
    language: "Go",
    code: `func isOurs(secret string, header http.Header, body []byte) bool {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || time.Since(time.Unix(seconds, 0)).Abs() > 5*time.Minute {
		return false
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, timestamp, body)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, each := range strings.Fields(header.Get("webhook-signature")) {
		if hmac.Equal([]byte(each), []byte(expected)) {
			return true
		}
	}
	return false
}`,
  },
  {
    language: "PHP",
    code: `<?php
// $headers: array_change_key_case(getallheaders()); $body: file_get_contents("php://input")
function is_ours(string $secret, array $headers, string $body): bool {
  [$id, $timestamp] = [$headers["webhook-id"], $headers["webhook-timestamp"]];
  if (abs(time() - (int) $timestamp) > 300) return false;
  $key = base64_decode(substr($secret, strlen("whsec_")));
  $expected = "v1," . base64_encode(hash_hmac("sha256", "$id.$timestamp.$body", $key, true));
  foreach (explode(" ", $headers["webhook-signature"]) as $each) {
    if (hash_equals($expected, $each)) return true;
  }
  return false;
}`,
  },
];
