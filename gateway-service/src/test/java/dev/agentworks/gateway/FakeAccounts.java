package dev.agentworks.gateway;

import dev.agentworks.gateway.Upstream.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * What core does with accounts: lists and ends sessions, changes passwords. Tokens of mails are
 * {@code good-} with the id of their person.
 */
final class FakeAccounts {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern OF_USER =
            Pattern.compile(
                    "/internal/users/([^/]+)/(sessions|password|email|deletion)(?:/([^/]+))?");
    private static final String PASSWORD = "correct horse battery";

    private final Map<String, String> sessions;

    FakeAccounts(Map<String, String> sessions) {
        this.sessions = sessions;
    }

    boolean answers(String path) {
        return OF_USER.matcher(path).matches()
                || path.startsWith("/internal/passwords/")
                || path.startsWith("/internal/emails/")
                || path.startsWith("/internal/invitations/");
    }

    Answer answer(UpstreamCall call, String path) {
        var body = call.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(call.body());
        var token = body.path("token").asString("");
        return switch (path) {
            case "/internal/passwords/forgotten" -> Answer.json(202, "");
            case "/internal/passwords/reset" ->
                    token.startsWith("good-")
                            ? ended(token.substring("good-".length()), _ -> true)
                            : Answer.problem(410, "link-not-usable", path);
            case "/internal/emails/verify" ->
                    token.startsWith("good-")
                            ? Answer.json(200, "{\"email\":\"ada@example.com\"}")
                            : Answer.problem(410, "link-not-usable", path);
            case "/internal/invitations/show" ->
                    token.startsWith("good-")
                            ? Answer.json(
                                    200,
                                    """
                                    {"workspaceName":"Work","inviterName":"Eve","email":"ada@example.com","role":"MEMBER","expiresAt":"2030-01-01T00:00:00Z"}\
                                    """)
                            : Answer.problem(410, "invitation-not-usable", path);
            default -> ofUser(call, path);
        };
    }

    private Answer ofUser(UpstreamCall call, String path) {
        var match = OF_USER.matcher(path);
        if (!match.matches()) {
            throw new IllegalArgumentException(path);
        }
        var user = match.group(1);
        var session = match.group(3);
        return switch (call.method() + " " + match.group(2)) {
            case "GET sessions" -> list(user);
            case "DELETE sessions" ->
                    session == null
                            ? ended(user, id -> !call.uri().endsWith("except=" + id))
                            : sessions.remove(session, user)
                                    ? Answer.json(204, "")
                                    : Answer.problem(404, "not-found", path);
            case "POST password" -> {
                var body = JSON.readTree(call.body());
                yield body.path("currentPassword").asString("").equals(PASSWORD)
                        ? ended(user, id -> !id.equals(body.path("session").asString("")))
                        : Answer.problem(400, "wrong-password", path);
            }
            case "POST deletion" ->
                    JSON.readTree(call.body()).path("password").asString("").equals(PASSWORD)
                            ? ended(user, _ -> true)
                            : Answer.problem(400, "wrong-password", path);
            default -> Answer.json(202, "");
        };
    }

    private Answer list(String user) {
        var items =
                sessions.entrySet().stream()
                        .filter(session -> session.getValue().equals(user))
                        .map(session ->
                                Map.of(
                                        "id",
                                        session.getKey(),
                                        "device",
                                        "Firefox on Linux",
                                        "userAgent",
                                        "Firefox",
                                        "address",
                                        "192.0.2.1",
                                        "createdAt",
                                        "2026-01-01T00:00:00Z",
                                        "lastSeenAt",
                                        "2026-01-01T00:00:00Z",
                                        "expiresAt",
                                        "2030-01-01T00:00:00Z"))
                        .toList();
        return Answer.json(200, JSON.writeValueAsString(Map.of("items", items)));
    }

    private Answer ended(String user, Predicate<String> which) {
        List<String> ended =
                sessions.entrySet().stream()
                        .filter(session -> session.getValue().equals(user))
                        .map(Map.Entry::getKey)
                        .filter(which)
                        .toList();
        ended.forEach(sessions::remove);
        return Answer.json(200, JSON.writeValueAsString(Map.of("ended", ended)));
    }
}
