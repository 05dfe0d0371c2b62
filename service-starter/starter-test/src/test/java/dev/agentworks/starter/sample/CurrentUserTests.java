package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TokenMaker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(service = "sample")
class CurrentUserTests {
    private static final String ID = "0190a5c2-0000-7000-8000-000000000001";
    private static final ActingUser ANNA =
            new ActingUser(ID, Map.of("one", "OWNER", "two", "MEMBER"));
    private static final ActingUser KEY_OF_ANNA = new ActingUser(ID, Map.of("one", "OWNER"), "key");
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;

    @Test
    void handsOverThePersonInTheTypeThatTheMethodAsksFor() {
        var answer = as("gateway", ANNA).get("/me").json();

        assertThat(answer.path("id").asString()).isEqualTo(ID);
        assertThat(answer.path("uuid").asString()).isEqualTo(ID);
        assertThat(answer.path("user").asString()).isEqualTo(ID);
    }

    @Test
    void runsTransactionsAsThePersonWhereTheRouteSaysSo() {
        assertThat(subject(as("gateway", ANNA), "/me")).isEqualTo(ID + "/");
        assertThat(subject(as("gateway", ANNA), "/me/without-row-security")).isEqualTo("/");
    }

    @Test
    void runsTransactionsWithinTheWorkspaceOfAnApiKey() {
        assertThat(subject(as("gateway", KEY_OF_ANNA), "/me")).isEqualTo(ID + "/one");
    }

    @Test
    void refusesAnApiKeyThatBelongsToNoOrSeveralWorkspaces() {
        var keyOfTwo = new ActingUser(ID, ANNA.grants(), "key");

        assertThat(as("gateway", keyOfTwo).get("/me").code()).isEqualTo("forbidden");
    }

    @Test
    void staysThePersonAfterAnAsyncDispatch() {
        var answer = as("gateway", ANNA).get("/me/dispatched").json();

        assertThat(answer.path("dispatch").asString()).isEqualTo("ASYNC");
        assertThat(answer.path("subject").asString()).isEqualTo(ID + "/");
    }

    @Test
    void refusesACallWithoutAPerson() {
        assertThat(as("core", null).get("/me").code()).isEqualTo("forbidden");
        assertThat(as("core", null).get("/me/without-row-security").code()).isEqualTo("forbidden");
        assertThat(as("gateway", null).get("/me/signed-in").code()).isEqualTo("forbidden");
    }

    @Test
    void letsOnlyTheGatewayAskForWhatAPersonAsks() {
        assertThat(as("gateway", ANNA).get("/me/at-the-gateway").status()).isEqualTo(200);
        assertThat(as("gateway", KEY_OF_ANNA).get("/me/at-the-gateway").status()).isEqualTo(200);
        assertThat(as("monitor", ANNA).get("/me/at-the-gateway").code()).isEqualTo("forbidden");
    }

    @Test
    void letsOnlyASignedInPersonDecide() {
        assertThat(as("gateway", ANNA).get("/me/signed-in").status()).isEqualTo(200);
        assertThat(as("gateway", KEY_OF_ANNA).get("/me/signed-in").code()).isEqualTo("forbidden");
        assertThat(as("monitor", ANNA).get("/me/signed-in").code()).isEqualTo("forbidden");
    }

    @Test
    void readsAPageAndAnExpectedVersion() {
        var calls = as("gateway", ANNA);
        var asked =
                calls.send(calls.request("/page?limit=5&cursor=MQ").header("If-Match", "\"7\""));

        assertThat(asked.json().path("request").asString())
                .isEqualTo("CursorRequest[limit=5, cursor=MQ]");
        assertThat(asked.json().path("expected").asString()).isEqualTo("7");
        assertThat(calls.get("/page").json().path("request").asString())
                .isEqualTo("CursorRequest[limit=100, cursor=null]");
        assertThat(calls.get("/page").json().path("expected").asString()).isEqualTo("null");
    }

    @Test
    void namesTheParameterOfAPageThatCannotBeRead() {
        var calls = as("gateway", ANNA);

        assertThat(calls.get("/page?limit=many").status()).isEqualTo(400);
        assertThat(calls.get("/page?limit=many").pointer()).isEqualTo("query:limit");
        assertThat(calls.get("/page?limit=0").pointer()).isEqualTo("query:limit");
    }

    private static String subject(SampleCalls calls, String path) {
        return calls.get(path).json().path("subject").asString();
    }

    private SampleCalls as(String service, @Nullable ActingUser user) {
        return new SampleCalls(port, tokens.bearer(service, user, "sample:public"));
    }
}
