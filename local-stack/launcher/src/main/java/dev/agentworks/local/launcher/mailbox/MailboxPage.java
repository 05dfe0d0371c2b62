package dev.agentworks.local.launcher.mailbox;

import java.util.List;

/** The received mails as a page, the newest first. */
final class MailboxPage {

    private static final String HEAD =
            """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mailbox</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><style>
            body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d2433;background:#fff}
            article{border:1px solid #d5dae3;border-radius:8px;padding:1rem;margin:1rem 0}
            h2{font-size:1.05rem;margin:0}small{color:#5a6478}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
            @media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#12151c}article{border-color:#394152}small{color:#a3adc0}a{color:#8ab4ff}}
            </style></head><body><h1>Mailbox</h1>
            <p>Mails that this local stack sent, the newest first. They go nowhere else.</p>
            """;

    private MailboxPage() {}

    static String of(List<ReceivedMail> mails) {
        var page = new StringBuilder(HEAD);
        if (mails.isEmpty()) {
            page.append("<p>No mail was sent since the stack was started.</p>");
        }
        mails.forEach(mail -> page.append(article(mail)));
        return page.append("</body></html>").toString();
    }

    private static String article(ReceivedMail mail) {
        return "<article><h2>%s</h2><small>to %s · %s</small><pre>%s</pre></article>%n"
                .formatted(
                        escaped(mail.subject()),
                        escaped(mail.to()),
                        mail.at(),
                        linked(mail.text().strip()));
    }

    private static String linked(String text) {
        var linked = new StringBuilder();
        int from = 0;
        for (var link : ReceivedMail.LINK.matcher(text).results().toList()) {
            var address = escaped(link.group());
            linked.append(escaped(text.substring(from, link.start())))
                    .append("<a href=\"%s\">%s</a>".formatted(address, address));
            from = link.end();
        }
        return linked.append(escaped(text.substring(from))).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
