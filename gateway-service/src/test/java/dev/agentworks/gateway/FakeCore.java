package dev.agentworks.gateway;

import dev.agentworks.gateway.Upstream.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Core in memory: people, sessions whose refresh tokens are used once, and an echo for the rest.
 */
final class FakeCore implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern FEED = Pattern.compile("/internal/workspaces/([^/]+)/feed");

    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<String, String> linked = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, String> usedTokens = new ConcurrentHashMap<>();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();
    private volatile @Nullable Function<UpstreamCall, Answer> instead;
    private volatile @Nullable Function<UpstreamCall, Answer> keysInstead;
    private volatile @Nullable Function<UpstreamCall, Answer> verifyInstead;
    private final FakeAccounts accounts = new FakeAccounts(sessions);
    final FakeKeys keys = new FakeKeys();
    final FakeFeeds feeds = new FakeFeeds();
    final Upstream server = new Upstream(this::answer);

    Set<String> openSessions() {
        return sessions.keySet();
    }

    /** What public routes answer from now on; null: as usual. */
    void answerPublic(@Nullable Function<UpstreamCall, Answer> instead) {
        this.instead = instead;
    }

    /** What is said of API keys from now on; null: as usual. */
    void answerKeys(@Nullable Function<UpstreamCall, Answer> instead) {
        this.keysInstead = instead;
    }

    void removeFrom(String userId, String workspaceId) {
        people.computeIfPresent(
                userId,
                (_, person) -> {
                    var left = new LinkedHashMap<>(person.workspaces());
                    left.remove(workspaceId);
                    return new Person(
                            person.id(), person.email(), person.password(), person.name(), left);
                });
    }

    String addTo(String userId) {
        var workspaceId = UUID.randomUUID().toString();
        people.computeIfPresent(
                userId,
                (_, person) -> {
                    var all = new LinkedHashMap<>(person.workspaces());
                    all.put(workspaceId, "MEMBER");
                    return new Person(
                            person.id(), person.email(), person.password(), person.name(), all);
                });
        return workspaceId;
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(UpstreamCall call) {
        var path = call.uri().split("\\?")[0];
        return switch (call.method() + " " + path) {
            case "POST /internal/users" -> register(call);
            case "POST /internal/users/verify" -> verify(call);
            case "POST /internal/users/external" -> external(call);
            case "POST /internal/users/external/link" -> link(call);
            case "POST /internal/sessions" -> open(call);
            case "POST /internal/sessions/refresh" -> refresh(call);
            case "POST /internal/api-keys/use" -> {
                var special = keysInstead;
                yield special == null ? keys.use(call) : special.apply(call);
            }
            default -> other(call, path);
        };
    }

    private Answer other(UpstreamCall call, String path) {
        if (accounts.answers(path)) {
            return accounts.answer(call, path);
        }
        if (path.startsWith("/internal/users/")) {
            var person = people.get(path.substring("/internal/users/".length()));
            return person == null
                    ? Answer.problem(404, "not-found", path)
                    : Answer.json(200, JSON.writeValueAsString(person.shown()));
        }
        if (path.startsWith("/internal/sessions/")) {
            var session = path.substring("/internal/sessions/".length());
            sessions.remove(session);
            refreshTokens.values().removeIf(session::equals);
            return Answer.json(204, "");
        }
        var feed = FEED.matcher(path);
        if (feed.matches()) {
            return feeds.read(call, feed.group(1));
        }
        var special = instead;
        return special != null
                ? special.apply(call)
                : Answer.json(
                        call.method().equals("POST") ? 201 : 200,
                        "{\"number\":%d}".formatted(created.incrementAndGet()));
    }

    private Answer register(UpstreamCall call) {
        var body = JSON.readTree(call.body());
        var email = body.path("email").asString("");
        if (email.isEmpty()) {
            return Answer.json(
                    400,
                    """
                    {"type":"https://agentworks.dev/problems/invalid-request","title":"The request is not valid","status":400,"detail":"The request is not valid.","instance":"/internal/users","errors":[{"pointer":"/email","message":"must not be empty"}]}\
                    """);
        }
        if (people.values().stream().anyMatch(person -> person.email().equals(email))) {
            return Answer.problem(409, "email-taken", "/internal/users");
        }
        var workspaces = new LinkedHashMap<String, String>();
        workspaces.put(UUID.randomUUID().toString(), "OWNER");
        var person =
                new Person(
                        UUID.randomUUID().toString(),
                        email,
                        body.path("password").asString(""),
                        body.path("name").asString(""),
                        workspaces);
        people.put(person.id(), person);
        return Answer.json(201, JSON.writeValueAsString(person.shown()));
    }

    private Answer external(UpstreamCall call) {
        var body = JSON.readTree(call.body());
        var account = body.path("issuer").asString("") + " " + body.path("subject").asString("");
        var known = linked.get(account);
        if (known != null) {
            return shown(known);
        }
        if (!body.path("emailVerified").asBoolean(false)) {
            return Answer.problem(403, "email-not-verified", "/internal/users/external");
        }
        var email = body.path("email").asString("");
        if (people.values().stream().anyMatch(person -> person.email().equals(email))) {
            return Answer.problem(409, "account-not-linked", "/internal/users/external");
        }
        var person =
                new Person(
                        UUID.randomUUID().toString(),
                        email,
                        UUID.randomUUID().toString(),
                        body.path("name").asString(""),
                        Map.of(UUID.randomUUID().toString(), "OWNER"));
        people.put(person.id(), person);
        linked.put(account, person.id());
        return shown(person.id());
    }

    private Answer link(UpstreamCall call) {
        var body = JSON.readTree(call.body());
        var account = body.path("account");
        return people.values().stream()
                .filter(person -> person.email().equals(account.path("email").asString("")))
                .filter(person -> person.password().equals(body.path("password").asString("")))
                .findFirst()
                .map(person -> {
                    linked.put(
                            account.path("issuer").asString("")
                                    + " "
                                    + account.path("subject").asString(""),
                            person.id());
                    return shown(person.id());
                })
                .orElse(Answer.problem(401, "invalid-credentials", "/internal/users/external"));
    }

    private Answer shown(String id) {
        var person = people.get(id);
        return person == null
                ? Answer.problem(404, "not-found", id)
                : Answer.json(200, JSON.writeValueAsString(person.shown()));
    }

    /** What is said of passwords from now on; null: as usual. */
    void answerVerify(@Nullable Function<UpstreamCall, Answer> instead) {
        this.verifyInstead = instead;
    }

    private Answer verify(UpstreamCall call) {
        var special = verifyInstead;
        if (special != null) {
            return special.apply(call);
        }
        var body = JSON.readTree(call.body());
        return people.values().stream()
                .filter(person -> person.email().equals(body.path("email").asString("")))
                .filter(person -> person.password().equals(body.path("password").asString("")))
                .findFirst()
                .map(person -> Answer.json(200, JSON.writeValueAsString(person.shown())))
                .orElse(Answer.problem(401, "invalid-credentials", "/internal/users/verify"));
    }

    private Answer open(UpstreamCall call) {
        var session = UUID.randomUUID().toString();
        sessions.put(session, JSON.readTree(call.body()).path("userId").asString(""));
        return Answer.json(201, JSON.writeValueAsString(tokens(session)));
    }

    private Answer refresh(UpstreamCall call) {
        var token = JSON.readTree(call.body()).path("refreshToken").asString("");
        var reused = usedTokens.get(token);
        if (reused != null) {
            sessions.remove(reused);
            return Answer.json(
                    401,
                    """
                    {"type":"https://agentworks.dev/problems/session-ended","title":"The session has ended","status":401,"detail":"Sign in again.","sessionId":"%s"}\
                    """
                            .formatted(reused));
        }
        var session = refreshTokens.remove(token);
        var user = session == null ? null : sessions.get(session);
        if (session == null || user == null) {
            return Answer.problem(401, "session-ended", "/internal/sessions/refresh");
        }
        usedTokens.put(token, session);
        var answer = tokens(session);
        answer.put("userId", user);
        return Answer.json(200, JSON.writeValueAsString(answer));
    }

    private Map<String, Object> tokens(String session) {
        var token = "refresh-" + UUID.randomUUID();
        refreshTokens.put(token, session);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("sessionId", session);
        answer.put("refreshToken", token);
        answer.put("expiresAt", Instant.now().plusSeconds(86_400).toString());
        return answer;
    }

    record Person(
            String id, String email, String password, String name, Map<String, String> workspaces) {
        Map<String, Object> shown() {
            return Map.of(
                    "id",
                    id,
                    "email",
                    email,
                    "name",
                    name,
                    "emailVerified",
                    false,
                    "workspaces",
                    workspaces.entrySet().stream()
                            .map(entry ->
                                    Map.of(
                                            "id",
                                            entry.getKey(),
                                            "name",
                                            "Work",
                                            "slug",
                                            "work",
                                            "role",
                                            entry.getValue()))
                            .toList());
        }
    }
}
