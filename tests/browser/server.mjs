// A static server for the tests: loopback only, byte ranges (browsers seek with them), CORS as a site needs it.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".wav": "audio/wav" };

export function serve(folder) {
  const server = http.createServer((request, response) => {
    let file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (file.endsWith("/")) file += "index.html";
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    const bytes = fs.readFileSync(file), range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const from = range ? +range[1] : 0, to = range?.[2] ? Math.min(+range[2], bytes.length - 1) : bytes.length - 1;
    response.writeHead(range ? 206 : 200, {
      "Content-Type": TYPES[path.extname(file)] ?? "text/plain", "Accept-Ranges": "bytes",
      "Access-Control-Allow-Origin": "*", "Content-Length": to - from + 1,
      ...(range && { "Content-Range": `bytes ${from}-${to}/${bytes.length}` }),
    });
    response.end(bytes.subarray(from, to + 1));
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready({
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => { server.closeAllConnections(); server.close(); },
  })));
}
