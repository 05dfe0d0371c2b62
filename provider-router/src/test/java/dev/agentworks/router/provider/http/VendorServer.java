package dev.agentworks.router.provider.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A small HTTP server that answers with exactly the bytes it is told to, and can cut and stall
 * where no well-behaved server would.
 */
public final class VendorServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch hangUp = new CountDownLatch(1);
    private final List<Long> clientsGone = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = respond(500, Map.of(), "{}");

    public VendorServer() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    public List<Received> received() {
        return received;
    }

    public long dispatches(String key) {
        return received.stream()
                .filter(it -> key.equals(it.headers().get("x-request-key")))
                .count();
    }

    /** How many clients hung up while their answer stalled. */
    public int clientsGone() {
        return clientsGone.size();
    }

    /** When the last of them did, by {@link System#nanoTime()}. */
    public long lastClientGone() {
        return clientsGone.getLast();
    }

    /** The events, then a proper end. */
    public static Behaviour stream(String events) {
        return exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            exchange.chunk(events);
            exchange.endChunks();
        };
    }

    /** The events after a head that says more. */
    public static Behaviour stream(String events, Map<String, String> headers) {
        return exchange -> {
            var all = new TreeMap<>(headers);
            all.put("content-type", "text/event-stream");
            exchange.head(200, all);
            exchange.chunk(events);
            exchange.endChunks();
        };
    }

    /** The events byte by byte, with line ends as some servers write them. */
    public static Behaviour trickle(String events) {
        return exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            for (var piece : (": hello\r\n\r\n" + events.replace("\n", "\r\n")).split("")) {
                exchange.chunk(piece);
            }
            exchange.endChunks();
        };
    }

    /** The events, then the connection breaks. */
    public static Behaviour cut(String events) {
        return exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            exchange.chunk(events);
        };
    }

    /** The events, then nothing until the client goes. */
    public Behaviour stall(String events) {
        return exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            exchange.chunk(events);
            if (exchange.clientGoes()) {
                clientsGone.add(System.nanoTime());
            }
        };
    }

    /** The events, then comments only, until the client goes. */
    public Behaviour keepAlive(String events, java.time.Duration every) {
        return exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            exchange.chunk(events);
            try {
                while (!hangUp.await(
                        every.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    exchange.chunk(": still at work\n\n");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                clientsGone.add(System.nanoTime());
            }
        };
    }

    public static Behaviour respond(int status, Map<String, String> headers, String body) {
        return exchange -> {
            var all = new TreeMap<>(headers);
            all.putIfAbsent("content-type", "application/json");
            all.put("content-length", "" + body.getBytes(StandardCharsets.UTF_8).length);
            exchange.head(status, all);
            exchange.raw(body);
        };
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var input = new BufferedInputStream(socket.getInputStream());
            var request = read(input);
            received.add(request);
            behaviour.answer(new Exchange(request, input, socket.getOutputStream()));
        } catch (IOException e) {
            // the client went first, as some tests want
        }
    }

    private static Received read(InputStream input) throws IOException {
        var start = line(input).split(" ");
        var headers = new TreeMap<String, String>();
        for (var line = line(input); !line.isEmpty(); line = line(input)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(input.readNBytes(length), StandardCharsets.UTF_8);
        return new Received(start[1], headers, body);
    }

    private static String line(InputStream input) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new IOException("the client went");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            hangUp.countDown();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request as it came. */
    public record Received(String path, Map<String, String> headers, String body) {}

    /** How one request is answered. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Exchange exchange) throws IOException;
    }

    /** The open connection of one request. */
    public record Exchange(Received request, InputStream input, OutputStream output) {
        public void head(int status, Map<String, String> headers) throws IOException {
            var head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nconnection: close\r\n");
            headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
            if (!headers.containsKey("content-length")) {
                head.append("transfer-encoding: chunked\r\n");
            }
            raw(head + "\r\n");
        }

        public void chunk(String text) throws IOException {
            if (!text.isEmpty()) {
                int length = text.getBytes(StandardCharsets.UTF_8).length;
                raw(Integer.toHexString(length) + "\r\n" + text + "\r\n");
            }
        }

        public void endChunks() throws IOException {
            raw("0\r\n\r\n");
        }

        public void raw(String text) throws IOException {
            output.write(text.getBytes(StandardCharsets.UTF_8));
            output.flush();
        }

        /** Waits until the other side closes. */
        public boolean clientGoes() {
            try {
                return input.read() < 0;
            } catch (IOException e) {
                return true;
            }
        }
    }
}
