package dev.agentworks.local.launcher.mailbox;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail server on loopback that takes every mail and sends none on. {@code GET /dev/mail} shows
 * them on a page, {@code GET /dev/mail.json} as data. They are kept in memory.
 */
public final class Mailbox implements AutoCloseable {

    private static final int MOST = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final GreenMail mails;
    private final HttpServer pages;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Mailbox(int smtpPort, int pagePort) throws IOException {
        mails = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        pages =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 64);
        pages.setExecutor(threads);
        pages.createContext("/", this::answer);
        pages.start();
    }

    /** Port 0 is one that is free. */
    public static Mailbox start(int smtpPort, int pagePort) throws IOException {
        return new Mailbox(smtpPort, pagePort);
    }

    public int smtpPort() {
        return mails.getSmtp().getPort();
    }

    public int pagePort() {
        return pages.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/dev/mail" -> say(exchange, 200, "text/html", MailboxPage.of(received()));
                case "/dev/mail.json" ->
                        say(
                                exchange,
                                200,
                                "application/json",
                                JSON.writeValueAsString(Map.of("items", data())));
                case "/health" -> say(exchange, 200, "text/plain", "healthy");
                default -> say(exchange, 404, "text/plain", "The mails are at /dev/mail");
            }
        }
    }

    private List<Map<String, Object>> data() {
        return received().stream()
                .map(mail ->
                        Map.<String, Object>of(
                                "to", mail.to(),
                                "subject", mail.subject(),
                                "text", mail.text(),
                                "at", mail.at().toString(),
                                "links", mail.links()))
                .toList();
    }

    private List<ReceivedMail> received() {
        var all = mails.getReceivedMessages();
        var shown =
                Arrays.stream(all)
                        .map(ReceivedMail::of)
                        .sorted(Comparator.comparing(ReceivedMail::at).reversed())
                        .toList();
        if (all.length > MOST) {
            forgetAll();
        }
        return shown;
    }

    // a stack that runs for months must not fill its memory
    private void forgetAll() {
        try {
            mails.purgeEmailFromAllMailboxes();
        } catch (FolderException failure) {
            throw new IllegalStateException("old mails cannot be forgotten", failure);
        }
    }

    private static void say(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        pages.stop(0);
        mails.stop();
        threads.shutdownNow();
    }

    /** {@code --smtp-port N --page-port N} */
    public static void main(String[] arguments) throws IOException {
        var options = List.of(arguments);
        start(number(options, "--smtp-port"), number(options, "--page-port"));
    }

    private static int number(List<String> options, String name) {
        return Integer.parseInt(options.get(options.indexOf(name) + 1));
    }
}
