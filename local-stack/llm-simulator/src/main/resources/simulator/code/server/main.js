// Every module beside this one that can handle a request is served under its name.
import { createServer } from 'node:http';
import { readdir } from 'node:fs/promises';
import { Records, refusal } from './records.js';

const LONGEST_BODY = 10_000;
const records = new Records();
const handlers = new Map();
for (const file of await readdir(new URL('.', import.meta.url))) {
  const module = file === 'main.js' ? {} : await import(`./${file}`);
  if (module.handle) {
    handlers.set(`/${file.replace(/\.js$/, '')}`, module.handle);
  }
}

createServer(async (request, response) => {
  const answer = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.url === '/health') {
    return answer(200, { status: 'healthy' });
  }
  const handle = handlers.get(request.url);
  if (!handle || request.method !== 'POST') {
    return answer(404, refusal('There is nothing here.'));
  }
  let body = '';
  for await (const piece of request) {
    body += piece;
    if (body.length > LONGEST_BODY) {
      return answer(413, refusal('That is too long.'));
    }
  }
  try {
    const result = handle(records, JSON.parse(body));
    return answer(result.refused ? 400 : 200, result);
  } catch {
    return answer(400, refusal('That is no JSON.'));
  }
}).listen(Number(process.env.PORT ?? 8080));
