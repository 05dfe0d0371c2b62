package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A server's modules in JavaScript that runs as it stands: for each wish a rule that checks its
 * input, does the same request once, and has a test that fails without it.
 */
final class ServerCode {

    private static final List<String> WHO_DOES =
            List.of(
                    "member",
                    "customer",
                    "patient",
                    "baker",
                    "driver",
                    "therapist",
                    "owner",
                    "committee");

    private ServerCode() {}

    /** A file with its content. */
    record SourceFile(String path, String content) {

        /** Whether other files lean on it. */
        boolean isShared() {
            return path.endsWith("package.json")
                    || path.endsWith("/records.js")
                    || path.endsWith("/main.js")
                    || path.endsWith("/text.js");
        }
    }

    static List<SourceFile> of(List<String> wishes, String product) {
        var files = new ArrayList<SourceFile>();
        files.add(new SourceFile("server/package.json", manifest(product)));
        for (var wish : wishes) {
            files.add(new SourceFile(testPath(wish), test(wish)));
            files.add(new SourceFile(path(wish), module(wish)));
        }
        files.add(new SourceFile("server/src/records.js", RECORDS));
        files.add(new SourceFile("server/src/main.js", MAIN));
        return files;
    }

    static String path(String wish) {
        return "server/src/" + slug(wish) + ".js";
    }

    static String testPath(String wish) {
        return "server/test/" + slug(wish) + ".test.js";
    }

    /** The wish's first telling words, as part of a path. */
    static String slug(String wish) {
        var words = Subject.inShort(wish).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var slug = words.replaceAll("^-|-$", "");
        var cut =
                slug.length() <= 40
                        ? slug
                        : slug.substring(
                                0, slug.lastIndexOf('-', 40) > 0 ? slug.lastIndexOf('-', 40) : 40);
        return cut.isEmpty() ? "wish" : cut;
    }

    private static String who(String wish) {
        var lower = wish.toLowerCase(Locale.ROOT);
        return WHO_DOES.stream().filter(lower::contains).findFirst().orElse("person");
    }

    private static String manifest(String product) {
        return """
        {
          "name": "%s",
          "private": true,
          "type": "module",
          "scripts": { "test": "node --test" }
        }
        """
                .formatted(slug(product));
    }

    private static String module(String wish) {
        return """
        // %2$s
        import { refusal } from './records.js';

        const NEEDED = ['%1$s', 'day'];

        /** Takes one request; the same id a second time gives the first answer and changes nothing. */
        export function handle(records, request) {
          const missing = NEEDED.filter((field) => !String(request[field] ?? '').trim());
          if (missing.length > 0) {
            return refusal(`Please say ${missing.join(' and ')}.`);
          }
          if (!/^\\d{4}-\\d{2}-\\d{2}$/.test(request.day)) {
            return refusal('Please give the day as in 2026-05-31.');
          }
          return records.once(request.id, { kind: '%3$s', %1$s: request.%1$s.trim(), day: request.day });
        }
        """
                .formatted(who(wish), wish.replaceAll("\\s+", " "), slug(wish));
    }

    private static String test(String wish) {
        return """
        import assert from 'node:assert/strict';
        import { test } from 'node:test';
        import { Records } from '../src/records.js';
        import { handle } from '../src/%2$s.js';

        const request = { id: 'r1', %1$s: 'Ada', day: '2026-05-31' };

        test('%3$s', () => {
          const records = new Records();
          assert.equal(handle(records, request).done.kind, '%2$s');
          assert.equal(records.all('%2$s').length, 1);
        });

        test('the same request twice is done once', () => {
          const records = new Records();
          handle(records, request);
          assert.deepEqual(handle(records, request), handle(records, request));
          assert.equal(records.all('%2$s').length, 1);
        });

        test('a request without its %1$s is refused with a sentence', () => {
          assert.match(handle(new Records(), { id: 'r2', day: '2026-05-31' }).refused, /Please say %1$s/);
        });

        test('a day that is none is refused', () => {
          assert.match(handle(new Records(), { ...request, day: 'tomorrow' }).refused, /the day/);
        });
        """
                .formatted(who(wish), slug(wish), Subject.inShort(wish).replace("'", "\\'"));
    }

    private static final String RECORDS =
            """
            // What was done, in the order it was done; kept in memory until the storage of the architecture is in place.
            export class Records {
              #byId = new Map();

              /** Keeps the record under its id; a second time it answers the first one. */
              once(id, record) {
                if (!id) {
                  return refusal('A request needs an id.');
                }
                if (!this.#byId.has(id)) {
                  this.#byId.set(id, Object.freeze({ id, ...record }));
                }
                return { done: this.#byId.get(id) };
              }

              all(kind) {
                return [...this.#byId.values()].filter((record) => record.kind === kind);
              }
            }

            export function refusal(sentence) {
              return { refused: sentence };
            }
            """;

    private static final String MAIN =
            """
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
                handlers.set(`/${file.replace(/\\.js$/, '')}`, module.handle);
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
            """;
}
