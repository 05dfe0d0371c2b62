package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;

/** Screens in plain HTML and JavaScript, each in all its states, with a test. */
final class WebCode {

    private WebCode() {}

    static List<ServerCode.SourceFile> of(List<String> wishes, String product) {
        var files = new ArrayList<ServerCode.SourceFile>();
        files.add(
                new ServerCode.SourceFile(
                        "web/package.json",
                        """
                        {
                          "name": "%s-web",
                          "private": true,
                          "type": "module",
                          "scripts": { "test": "node --test" }
                        }
                        """
                                .formatted(ServerCode.slug(product))));
        for (var wish : wishes) {
            files.add(
                    new ServerCode.SourceFile(
                            "web/test/" + ServerCode.slug(wish) + ".test.js", test(wish)));
            files.add(new ServerCode.SourceFile(path(wish), screen(wish)));
        }
        files.add(new ServerCode.SourceFile("web/src/text.js", TEXT));
        files.add(new ServerCode.SourceFile("web/index.html", page(wishes, product)));
        return files;
    }

    static String path(String wish) {
        return "web/src/" + ServerCode.slug(wish) + ".js";
    }

    private static String screen(String wish) {
        return """
        // %2$s
        import { escaped } from './text.js';

        const TITLE = %3$s;

        /** The screen for a state: { loading }, { refused }, or { items }. */
        export function screen(state) {
          const heading = `<h1 id="%1$s">${escaped(TITLE)}</h1>`;
          if (state.loading) {
            return `${heading}<p role="status">One moment …</p>`;
          }
          if (state.refused) {
            return `${heading}<p role="alert">${escaped(state.refused)}</p>`;
          }
          if (state.items.length === 0) {
            return `${heading}<p>Nothing here yet.</p>`;
          }
          const items = state.items.map((item) => `<li>${escaped(item.day)}</li>`).join('');
          return `${heading}<ul aria-labelledby="%1$s">${items}</ul>`;
        }
        """
                .formatted(
                        ServerCode.slug(wish),
                        wish.replaceAll("\\s+", " "),
                        quoted(Subject.inShort(wish)));
    }

    private static String test(String wish) {
        return """
        import assert from 'node:assert/strict';
        import { test } from 'node:test';
        import { screen } from '../src/%1$s.js';

        test('says that it is loading', () => assert.match(screen({ loading: true }), /role="status"/));
        test('says why it was refused', () => assert.match(screen({ refused: 'Not on Sundays.' }), /role="alert">Not on Sundays/));
        test('says that there is nothing yet', () => assert.match(screen({ items: [] }), /Nothing here yet/));
        test('never shows what was typed as markup', () => {
          assert.doesNotMatch(screen({ items: [{ day: '<script>' }] }), /<script>/);
        });
        """
                .formatted(ServerCode.slug(wish));
    }

    private static String page(List<String> wishes, String product) {
        var links = new StringBuilder();
        for (var wish : wishes) {
            links.append(
                    "        <li><a href=\"#%s\">%s</a></li>\n"
                            .formatted(ServerCode.slug(wish), html(Subject.inShort(wish))));
        }
        return """
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
          </head>
          <body>
            <nav aria-label="What you can do">
              <ul>
        %2$s      </ul>
            </nav>
            <main id="screen" tabindex="-1"></main>
          </body>
        </html>
        """
                .formatted(html(product), links);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static final String TEXT =
            """
            const MARKS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

            /** A text that stays a text when it is put into a page. */
            export function escaped(text) {
              return String(text).replace(/[&<>"]/g, (mark) => MARKS[mark]);
            }
            """;
}
