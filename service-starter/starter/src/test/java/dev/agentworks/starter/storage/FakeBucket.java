package dev.agentworks.starter.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The part of Google Cloud Storage's JSON API that the suite speaks, with failures on order. */
final class FakeBucket implements AutoCloseable {

    final AtomicInteger failing = new AtomicInteger();
    final AtomicInteger answersLost = new AtomicInteger();
    volatile int failWith = 503;
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeBucket() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/upload/storage/v1/b/packs/o", this::upload);
        server.createContext("/storage/v1/b/packs/o/", this::object);
        server.createContext("/download/storage/v1/b/packs/o/", this::object);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void upload(HttpExchange exchange) throws IOException {
        try (exchange) {
            var content = exchange.getRequestBody().readAllBytes();
            if (fails(exchange)) {
                return;
            }
            var query = exchange.getRequestURI().getRawQuery();
            if (query.contains("uploadType=resumable")) {
                resumable(exchange, query, content);
                return;
            }
            if (!query.contains("uploadType=multipart") || !query.contains("ifGenerationMatch=0")) {
                answer(exchange, 400, new byte[0]);
                return;
            }
            var upload = MultipartUpload.of(content);
            var key = upload.name();
            boolean first = objects.putIfAbsent(key, upload.content()) == null;
            if (answersLost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(exchange, 502, new byte[0]);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer(
                    exchange,
                    first ? 200 : 412,
                    """
                    {"bucket":"packs","name":"%s","generation":"1"}\
                    """
                            .formatted(key)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * An upload in parts: begun with the object's metadata, ended by the part that names the size.
     */
    private void resumable(HttpExchange exchange, String query, byte[] content) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            var name = NAME.matcher(new String(content, StandardCharsets.UTF_8));
            if (!name.find() || !query.contains("ifGenerationMatch=0")) {
                answer(exchange, 400, new byte[0]);
                return;
            }
            uploads.put(name.group(1), new ByteArrayOutputStream());
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            url()
                                    + "/upload/storage/v1/b/packs/o?uploadType=resumable&upload_id="
                                    + URLEncoder.encode(name.group(1), StandardCharsets.UTF_8));
            answer(exchange, 200, new byte[0]);
            return;
        }
        var key =
                URLDecoder.decode(
                        query.substring(query.indexOf("upload_id=") + "upload_id=".length()),
                        StandardCharsets.UTF_8);
        var upload = Objects.requireNonNull(uploads.get(key));
        upload.write(content);
        if (exchange.getRequestHeaders().getFirst("Content-Range").endsWith("/*")) {
            exchange.getResponseHeaders().set("Range", "bytes=0-" + (upload.size() - 1));
            answer(exchange, 308, new byte[0]);
            return;
        }
        boolean first = objects.putIfAbsent(key, upload.toByteArray()) == null;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(
                exchange,
                first ? 200 : 412,
                "{\"bucket\":\"packs\",\"name\":\"%s\",\"generation\":\"1\",\"size\":\"%d\"}"
                        .formatted(key, upload.size())
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void object(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (fails(exchange)) {
                return;
            }
            // a name with slashes is one escaped segment
            var path = exchange.getRequestURI().getRawPath();
            var raw = path.substring(path.indexOf("/packs/o/") + "/packs/o/".length());
            var key = URLDecoder.decode(raw, StandardCharsets.UTF_8);
            var content = raw.contains("/") ? null : objects.get(key);
            if (content == null) {
                answer(exchange, 404, "Not Found".getBytes(StandardCharsets.UTF_8));
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                objects.remove(key);
                answer(exchange, 204, new byte[0]);
            } else {
                range(exchange, content);
            }
        }
    }

    private static void range(HttpExchange exchange, byte[] content) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range").substring(6).split("-");
        int from = Integer.parseInt(range[0]);
        int to = Math.min(content.length - 1, Integer.parseInt(range[1]));
        if (from >= content.length) {
            answer(exchange, 416, "out of range".getBytes(StandardCharsets.UTF_8));
        } else {
            answer(exchange, 206, Arrays.copyOfRange(content, from, to + 1));
        }
    }

    private boolean fails(HttpExchange exchange) throws IOException {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, failWith, new byte[0]);
            return true;
        }
        return false;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** An upload of two parts, the object's metadata and its content. */
    private record MultipartUpload(String name, byte[] content) {

        static MultipartUpload of(byte[] body) {
            var text = new String(body, StandardCharsets.ISO_8859_1);
            var boundary = text.substring(0, text.indexOf("\r\n"));
            var parts = text.split(Pattern.quote(boundary), 4);
            var name = Pattern.compile("\"name\":\"([^\"]*)\"").matcher(parts[1]);
            if (!name.find()) {
                throw new IllegalArgumentException("the object has no name");
            }
            var content = parts[2].substring(parts[2].indexOf("\r\n\r\n") + 4);
            return new MultipartUpload(
                    name.group(1),
                    content.substring(0, content.length() - 2)
                            .getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
