/** One whole program that sends one number. */
export interface Snippet {
  language: string;
  code: string;
}

/** The line on the front page and after sign-up; `base` is the address the reader uses, without a slash at its end. */
export function curlLine(base: string, key: string, stat = "signups"): string {
  return `curl -d "stat=${encodeURIComponent(stat)}&ezkey=${key}&count=1" ${base}/ez`;
}

export function firstNumberSnippets(base: string, key: string): Snippet[] {
  return [
    { language: "Shell", code: curlLine(base, key) },
    { language: "JavaScript", code: javascript(base, key) },
    { language: "Python", code: python(base, key) },
    { language: "Ruby", code: ruby(base, key) },
    { language: "Go", code: go(base, key) },
    { language: "PHP", code: php(base, key) },
  ];
}

const javascript = (base: string, key: string) => `fetch("${base}/ez", {
  method: "POST",
  body: new URLSearchParams({ stat: "signups", ezkey: "${key}", count: "1" }),
});`;

const python = (base: string, key: string) => `from urllib.parse import urlencode
from urllib.request import urlopen

number = {"stat": "signups", "ezkey": "${key}", "count": 1}
urlopen("${base}/ez", urlencode(number).encode())`;

const ruby = (base: string, key: string) => `require "net/http"

number = { stat: "signups", ezkey: "${key}", count: 1 }
Net::HTTP.post_form(URI("${base}/ez"), number)`;

const go = (base: string, key: string) => `package main

import (
	"net/http"
	"net/url"
)

func main() {
	number := url.Values{"stat": {"signups"}, "ezkey": {"${key}"}, "count": {"1"}}
	http.PostForm("${base}/ez", number)
}`;

const php = (base: string, key: string) => `<?php
$number = ["stat" => "signups", "ezkey" => "${key}", "count" => 1];
file_get_contents("${base}/ez", false, stream_context_create(["http" => [
  "method" => "POST",
  "header" => "Content-Type: application/x-www-form-urlencoded",
  "content" => http_build_query($number),
]]));`;

/** StatHat's classic call for one stat. */
export function classicLine(base: string, kind: "counter" | "value", statKey: string, userKey: string): string {
  const number = kind === "counter" ? "count=1" : "value=0.42";
  return `curl -d "key=${statKey}&ukey=${userKey}&${number}" ${base}/${kind === "counter" ? "c" : "v"}`;
}
