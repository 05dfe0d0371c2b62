package dev.agentworks.orchestrator.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One repository as GitHub would serve it: Git's smart HTTP with a real repository behind, and the
 * part of the REST API about pull requests.
 */
public final class FakeGitHub implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public final List<JsonNode> pulls = new CopyOnWriteArrayList<>();
    public final AtomicInteger failing = new AtomicInteger();
    public volatile String token = "ghp_right";
    private final InMemoryRepository repository =
            new InMemoryRepository(new DfsRepositoryDescription("remote"));
    private final HttpServer server;

    public FakeGitHub() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/acme/shop.git/", this::git);
        server.createContext("/api/repos/acme/shop", this::api);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/acme/shop.git";
    }

    public String apiUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
    }

    /** Where its branches stand. */
    public Map<String, String> branches() {
        var branches = new TreeMap<String, String>();
        try {
            for (var ref : repository.getRefDatabase().getRefsByPrefix("refs/heads/")) {
                branches.put(
                        ref.getName().substring("refs/heads/".length()),
                        ObjectId.toString(ref.getObjectId()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return branches;
    }

    /** Forgets everything. */
    public void reset() throws IOException {
        for (var branch : branches().keySet()) {
            var update = repository.updateRef("refs/heads/" + branch);
            update.setForceUpdate(true);
            update.delete();
        }
        pulls.clear();
        failing.set(0);
        token = "ghp_right";
    }

    /** Somebody else's commit on a branch. */
    public String commit(String branch) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            commit.setAuthor(new PersonIdent("Other", "other@example.org"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Mine\n");
            var id = inserter.insert(commit);
            inserter.flush();
            var update = repository.updateRef("refs/heads/" + branch);
            update.setNewObjectId(id);
            update.update();
            return id.name();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void git(HttpExchange exchange) throws IOException {
        try (exchange) {
            var basic = "x-access-token:" + token;
            var right =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(basic.getBytes(StandardCharsets.UTF_8));
            var in = exchange.getRequestBody();
            if (fails(exchange)) {
                return;
            }
            if (!right.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                answer(exchange, 401, "text/plain", new byte[0]);
                return;
            }
            var pack = new ReceivePack(repository);
            pack.setBiDirectionalPipe(false);
            var out = new ByteArrayOutputStream();
            if (exchange.getRequestURI().getPath().endsWith("/info/refs")) {
                var lines = new PacketLineOut(out);
                lines.writeString("# service=git-receive-pack\n");
                lines.end();
                pack.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(lines));
                answer(
                        exchange,
                        200,
                        "application/x-git-receive-pack-advertisement",
                        out.toByteArray());
            } else {
                pack.receive(plain(exchange, in), out, null);
                answer(exchange, 200, "application/x-git-receive-pack-result", out.toByteArray());
            }
        }
    }

    private static InputStream plain(HttpExchange exchange, InputStream in) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(in)
                : in;
    }

    private void api(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (fails(exchange)) {
                return;
            }
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + token).equals(authorization)) {
                json(exchange, 401, Map.of("message", "Bad credentials"));
            } else if (!exchange.getRequestURI().getPath().endsWith("/pulls")) {
                json(exchange, 200, Map.of("default_branch", "main"));
            } else if (exchange.getRequestMethod().equals("GET")) {
                var query =
                        URLDecoder.decode(
                                exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
                json(
                        exchange,
                        200,
                        pulls.stream()
                                .filter(pull ->
                                        query.endsWith("head=acme:" + pull.path("head").asString()))
                                .toList());
            } else {
                create(exchange, JSON.readTree(body));
            }
        }
    }

    private synchronized void create(HttpExchange exchange, JsonNode wanted) throws IOException {
        boolean known =
                pulls.stream().anyMatch(pull -> pull.path("head").equals(wanted.path("head")));
        if (known || !branches().containsKey(wanted.path("head").asString())) {
            json(exchange, 422, Map.of("message", "Validation Failed"));
            return;
        }
        var pull = JSON.createObjectNode().put("number", pulls.size() + 1);
        wanted.properties().forEach(field -> pull.set(field.getKey(), field.getValue()));
        pulls.add(pull);
        json(exchange, 201, pull);
    }

    private boolean fails(HttpExchange exchange) throws IOException {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 503, "text/plain", new byte[0]);
            return true;
        }
        return false;
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        answer(exchange, status, "application/json", JSON.writeValueAsBytes(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
