package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.gateway.Gateway.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever ends a session ends its tokens and sockets at once. */
class AccountTests extends GatewayTest {
    private static final String TERMINAL = "/api/cards/" + CARD + "/terminal";
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aSessionIsListedAndEndedFromAnother() {
        var ada = gateway.register();
        var phone = signIn(ada.email());
        var socket = gateway.socket(TERMINAL, "Authorization", "Bearer " + phone);
        socket.say("hi");
        socket.awaitFrames(1);

        var items = Gateway.json(gateway.get("/auth/sessions", ada.bearer())).path("items");
        var other =
                items.valueStream()
                        .filter(session -> !session.path("current").asBoolean())
                        .findFirst()
                        .orElseThrow();
        var ended =
                gateway.call(
                        "DELETE",
                        "/auth/sessions/" + other.path("id").asString(),
                        "",
                        ada.bearer());

        assertThat(items).hasSize(2);
        assertThat(other.path("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(socket.awaitClose()).isEqualTo(4001);
        assertThat(me(phone).statusCode()).isEqualTo(401);
        assertThat(me(ada.accessToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void theSessionOfAnotherPersonIsNotFoundAndGoesOn() {
        var ada = gateway.register();
        var eve = gateway.register();
        var adas =
                Gateway.json(gateway.get("/auth/sessions", ada.bearer()))
                        .at("/items/0/id")
                        .asString();

        assertThat(gateway.call("DELETE", "/auth/sessions/" + adas, "", eve.bearer()).statusCode())
                .isEqualTo(404);
        assertThat(gateway.call("DELETE", "/auth/sessions/x", "", eve.bearer()).statusCode())
                .isEqualTo(400);
        assertThat(me(ada.accessToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void allOtherSessionsAreEnded() {
        var ada = gateway.register();
        var phone = signIn(ada.email());

        assertThat(gateway.call("DELETE", "/auth/sessions", "", ada.bearer()).statusCode())
                .isEqualTo(204);

        assertThat(me(phone).statusCode()).isEqualTo(401);
        assertThat(me(ada.accessToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsTheOtherSessionsAtOnce() {
        var ada = gateway.register();
        var phone = signIn(ada.email());

        var changed = changePassword(ada, PASSWORD);

        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(me(phone).statusCode()).isEqualTo(401);
        assertThat(me(ada.accessToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongPresentPasswordsAreLimited() {
        var ada = gateway.register();
        for (int i = 0; i < 5; i++) {
            assertThat(Gateway.code(changePassword(ada, "guess"))).isEqualTo("wrong-password");
        }

        assertThat(changePassword(ada, "guess").statusCode()).isEqualTo(429);
        assertThat(changePassword(ada, PASSWORD).statusCode()).isEqualTo(429);
        // right ones are not counted
        var eve = gateway.register();
        for (int i = 0; i < 8; i++) {
            assertThat(changePassword(eve, PASSWORD).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void aResetEndsAllSessionsAtOnce() {
        var ada = gateway.register();
        var phone = signIn(ada.email());

        var done =
                gateway.post(
                        "/auth/password/reset",
                        "{\"token\":\"good-%s\",\"password\":\"%s\"}"
                                .formatted(ada.id(), PASSWORD));

        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(me(phone).statusCode()).isEqualTo(401);
        assertThat(me(ada.accessToken()).statusCode()).isEqualTo(401);
    }

    @Test
    void aDeletedAccountIsSignedOutEverywhereAtOnce() {
        var ada = gateway.register();
        var phone = signIn(ada.email());

        var wrong = gateway.post("/auth/me/deletion", "{\"password\":\"guess\"}", ada.bearer());
        var done =
                gateway.post(
                        "/auth/me/deletion",
                        "{\"password\":\"%s\"}".formatted(PASSWORD),
                        ada.bearer());

        assertThat(Gateway.code(wrong)).isEqualTo("wrong-password");
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(done.headers().allValues("set-cookie"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("Max-Age=0"));
        assertThat(me(phone).statusCode()).isEqualTo(401);
        assertThat(me(ada.accessToken()).statusCode()).isEqualTo(401);
    }

    @Test
    void theKeyOfAChangeIsPassedOn() {
        var ada = gateway.register();

        gateway.post(
                "/auth/password",
                "{\"currentPassword\":\"%s\",\"newPassword\":\"x\"}".formatted(PASSWORD),
                ada.bearerAnd("Idempotency-Key", "key-1"));

        assertThat(TestEnvironment.CORE.server.calls())
                .filteredOn(call -> call.uri().equals("/internal/users/" + ada.id() + "/password"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("\"key\":\"key-1\""));
    }

    @ParameterizedTest
    @CsvSource({"/auth/password/reset, link-not-usable", "/auth/email/verify, link-not-usable"})
    void aLinkThatIsGoodForNothingIsGone(String path, String code) {
        var answer = gateway.post(path, "{\"token\":\"x\"" + passwordOf(path) + "}");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(Gateway.code(answer)).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("/internal");
    }

    @Test
    void aForgottenPasswordIsAnsweredAlikeForEverybody() {
        var ada = gateway.register();

        var known = forgot(ada.email());
        var unknown = forgot(UUID.randomUUID() + "@example.com");

        assertThat(known.statusCode()).isEqualTo(202);
        assertThat(unknown.statusCode()).isEqualTo(202);
        assertThat(unknown.body()).isEqualTo(known.body()).isEmpty();
    }

    @Test
    void anInvitationIsShownToWhomeverHoldsItsToken() {
        var shown = gateway.get("/api/invitations/good-1");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(shown).path("workspaceName").asString()).isEqualTo("Work");
        assertThat(Gateway.code(gateway.get("/api/invitations/x")))
                .isEqualTo("invitation-not-usable");
    }

    @Test
    void aMemberWhoIsRemovedIsForgottenAtOnce() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        gateway.get("/api/agents", ada.bearer());
        var eve = gateway.register();
        TestEnvironment.CORE.removeFrom(ada.id(), workspace);

        gateway.call(
                "DELETE",
                "/api/workspaces/" + workspace + "/members/" + ada.id(),
                "",
                eve.bearer());
        gateway.get("/api/agents", ada.bearer());

        assertThat(TestEnvironment.OTHERS.last().token().at("/act/grants").has(workspace))
                .isFalse();
    }

    @Test
    void aRemovedMemberIsCutOffWithinFiveSeconds() {
        var ada = gateway.register();
        var eve = gateway.register();
        var workspace = TestEnvironment.CORE.addTo(eve.id());
        var feed = gateway.socket(BoardFeedTests.feed(workspace), eve.bearer());
        var terminal = gateway.socket(TERMINAL, eve.bearer());
        terminal.say("hi");
        terminal.awaitFrames(1);
        TestEnvironment.CORE.answerPublic(call -> {
            TestEnvironment.CORE.removeFrom(eve.id(), workspace);
            return Upstream.Answer.json(204, "");
        });

        var before = System.nanoTime();
        var removed =
                gateway.call(
                        "DELETE",
                        "/api/workspaces/" + workspace + "/members/" + eve.id(),
                        "",
                        ada.bearer());
        TestEnvironment.CORE.answerPublic(null);

        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(feed.awaitClose()).isEqualTo(4001);
        assertThat(terminal.awaitClose()).isEqualTo(4001);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void coreIsToldTheClientsAddressAsTheGatewaySeesIt() {
        var ada = gateway.register();

        gateway.get(
                "/api/agents",
                ada.bearerAnd("X-Forwarded-For", "192.0.2.9", "X-Client-Address", "203.0.113.1"));

        assertThat(TestEnvironment.OTHERS.last().header("x-client-address")).isEqualTo("192.0.2.9");
    }

    private String signIn(String email) {
        var answer =
                gateway.post(
                        "/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
        assertThat(answer.statusCode()).isEqualTo(200);
        return Gateway.json(answer).path("accessToken").asString();
    }

    private HttpResponse<String> changePassword(Visitor visitor, String present) {
        return gateway.post(
                "/auth/password",
                "{\"currentPassword\":\"%s\",\"newPassword\":\"tulpe-regen-44-mauer\"}"
                        .formatted(present),
                visitor.bearer());
    }

    private HttpResponse<String> forgot(String email) {
        return gateway.post("/auth/password/forgot", "{\"email\":\"%s\"}".formatted(email));
    }

    private HttpResponse<String> me(String token) {
        return gateway.get("/auth/me", "Authorization", "Bearer " + token);
    }

    private static String passwordOf(String path) {
        return path.endsWith("reset") ? ",\"password\":\"tulpe-regen-44-mauer\"" : "";
    }
}
