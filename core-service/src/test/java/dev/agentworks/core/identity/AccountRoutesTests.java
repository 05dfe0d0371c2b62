package dev.agentworks.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.test.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with their accounts. */
class AccountRoutesTests extends CoreTest {

    private static final String OLD = "correct horse battery";
    private static final String NEW = "tulpe-regen-44-mauer";

    @Autowired private JdbcClient jdbc;
    @Autowired private SettableClock clock;
    private Person person;
    private String email;

    @BeforeEach
    void person() {
        person = situations.person();
        email = situations.email(person);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aNewAddressIsConfirmedByTheLinkOfItsMail() {
        var token = mails.secret(email, "/verify-email");
        assertThat(isVerified()).isFalse();

        var verified = verify(token);

        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.text("email")).isEqualTo(email);
        assertThat(isVerified()).isTrue();
        // its answer was lost
        assertThat(verify(token).status()).isEqualTo(200);
        assertThat(verify("made up").status()).isEqualTo(410);
    }

    @Test
    void aLinkThatIsTooOldConfirmsNothingAndAnotherOneIsSent() {
        var old = mails.secret(email, "/verify-email");
        clock.advance(Duration.ofDays(8));

        assertThat(verify(old).status()).isEqualTo(410);
        assertThat(post(user() + "/email/verification", Map.of()).status()).isEqualTo(202);
        assertThat(verify(mails.secret(email, "/verify-email", 2)).status()).isEqualTo(200);
    }

    @Test
    void linksAreNotSentWithoutEnd() {
        for (int i = 0; i < 4; i++) {
            assertThat(post(user() + "/email/verification", Map.of()).status()).isEqualTo(202);
        }

        var last = post(user() + "/email/verification", Map.of());

        assertThat(last.status()).isEqualTo(429);
    }

    @Test
    void aPasswordIsChangedWithThePresentOneAndTheOtherSessionsEnd() {
        var kept = open();
        var other = open();

        var changed =
                post(
                        user() + "/password",
                        Map.of(
                                "currentPassword",
                                OLD,
                                "newPassword",
                                NEW,
                                "session",
                                kept.text("sessionId")));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("ended").toString())
                .isEqualTo("[\"" + other.text("sessionId") + "\"]");
        assertThat(refresh(kept).status()).isEqualTo(200);
        assertThat(refresh(other).status()).isEqualTo(401);
        assertThat(signIn(OLD).status()).isEqualTo(401);
        assertThat(signIn(NEW).status()).isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(mails.to(email))
                        .anyMatch(text -> text.contains("password was changed")));
    }

    @Test
    void aChangeMayBeAskedForAgainWithItsKey() {
        var wish = new HashMap<String, Object>();
        wish.put("currentPassword", OLD);
        wish.put("newPassword", NEW);
        wish.put("session", open().text("sessionId"));
        wish.put("key", UUID.randomUUID().toString());

        assertThat(post(user() + "/password", wish).status()).isEqualTo(200);
        assertThat(post(user() + "/password", wish).status()).isEqualTo(200);
        wish.put("key", "another");
        assertThat(post(user() + "/password", wish).text("type")).endsWith("/wrong-password");
    }

    @Test
    void wrongAndWeakPasswordsChangeNothing() {
        var wrong =
                post(
                        user() + "/password",
                        Map.of("currentPassword", "not this one", "newPassword", NEW));
        var weak =
                post(
                        user() + "/password",
                        Map.of("currentPassword", OLD, "newPassword", "password123"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().at("/errors/0/pointer").asString()).isEqualTo("/currentPassword");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.body().at("/errors/0/pointer").asString()).isEqualTo("/newPassword");
        assertThat(signIn(OLD).status()).isEqualTo(200);
    }

    @Test
    void aForgottenPasswordIsResetByMailAndAllSessionsEnd() {
        var session = open();

        assertThat(post("/internal/passwords/forgotten", Map.of("email", email)).status())
                .isEqualTo(202);
        var token = mails.secret(email, "/reset-password");
        var weak = reset(token, "password123", null);
        var done = reset(token, NEW, "key");

        assertThat(weak.body().at("/errors/0/pointer").asString()).isEqualTo("/password");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().path("ended").toString()).contains(session.text("sessionId"));
        assertThat(refresh(session).status()).isEqualTo(401);
        assertThat(signIn(NEW).status()).isEqualTo(200);
        assertThat(signIn(OLD).status()).isEqualTo(401);
        // asked again because the answer was lost; by nobody else
        assertThat(reset(token, NEW, "key").status()).isEqualTo(200);
        assertThat(reset(token, "another-regen-44-mauer", "key").status()).isEqualTo(410);
        assertThat(reset(token, NEW, null).status()).isEqualTo(410);
    }

    @Test
    void aResetTokenIsGoodForAnHour() {
        post("/internal/passwords/forgotten", Map.of("email", email));
        var token = mails.secret(email, "/reset-password");
        clock.advance(Duration.ofMinutes(61));

        assertThat(reset(token, NEW, null).status()).isEqualTo(410);
        assertThat(signIn(OLD).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsGoodForItsPurposeOnly() {
        post("/internal/passwords/forgotten", Map.of("email", email));
        var reset = mails.secret(email, "/reset-password");
        var verify = mails.secret(email, "/verify-email");

        assertThat(verify(reset).status()).isEqualTo(410);
        assertThat(reset(verify, NEW, null).status()).isEqualTo(410);
    }

    @Test
    void knownAndUnknownAddressesAreTheSameAnswerAndTheSameWork() {
        var known =
                statements.during(
                        () -> post("/internal/passwords/forgotten", Map.of("email", email)));
        var unknown =
                statements.during(() ->
                        post(
                                "/internal/passwords/forgotten",
                                Map.of("email", UUID.randomUUID() + "@example.com")));

        assertThat(unknown).isEqualTo(known);
        await().untilAsserted(() ->
                assertThat(
                                jdbc.sql("select count(*) from password_reset_request")
                                        .query(Integer.class)
                                        .single())
                        .isZero());
    }

    @Test
    void anAddressIsChangedWhenTheNewOneIsConfirmed() {
        var next = UUID.randomUUID() + "@example.com";

        var wrong = post(user() + "/email", Map.of("email", next, "password", "not this one"));
        var asked = post(user() + "/email", Map.of("email", next, "password", OLD));
        assertThat(situations.email(person)).isEqualTo(email);
        var verified = verify(mails.secret(next, "/verify-email"));

        assertThat(wrong.body().at("/errors/0/pointer").asString()).isEqualTo("/password");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(verified.text("email")).isEqualTo(next);
        assertThat(situations.email(person)).isEqualTo(next);
        assertThat(isVerified()).isTrue();
        await().untilAsserted(() ->
                assertThat(mails.to(email)).anyMatch(text -> text.contains("was changed")));
    }

    @Test
    void thatAnAddressIsTakenIsToldToThatAddressOnly() {
        var other = situations.email(situations.person());

        var asked = post(user() + "/email", Map.of("email", other, "password", OLD));

        assertThat(asked.status()).isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(mails.to(other)).anyMatch(text -> text.contains("nothing was changed")));
        assertThat(situations.email(person)).isEqualTo(email);
    }

    @Test
    void anAddressThatSomebodyTakesMeanwhileIsNotTakenAway() {
        var next = UUID.randomUUID() + "@example.com";
        post(user() + "/email", Map.of("email", next, "password", OLD));
        var token = mails.secret(next, "/verify-email");
        post("/internal/users", Map.of("email", next, "password", OLD, "name", "Quick Person"));

        assertThat(verify(token).text("type")).endsWith("/email-taken");
        assertThat(situations.email(person)).isEqualTo(email);
    }

    @Test
    void sessionsAreListedWithTheirDevicesAndEndedOneByOne() {
        var first = open();
        var second = open();

        var listed = get(user() + "/sessions").body().path("items");
        var ended = delete(user() + "/sessions/" + first.text("sessionId"));

        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).path("id").asString()).isEqualTo(second.text("sessionId"));
        assertThat(listed.get(0).path("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(listed.get(0).path("address").asString()).isEqualTo("192.0.2.1");
        assertThat(listed.toString()).doesNotContain(second.text("refreshToken"));
        assertThat(ended.status()).isEqualTo(204);
        assertThat(delete(user() + "/sessions/" + first.text("sessionId")).status()).isEqualTo(404);
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(get(user() + "/sessions").body().path("items")).hasSize(1);
    }

    @Test
    void aSessionWasLastSeenWhenItWasRefreshed() {
        var session = open();
        clock.advance(Duration.ofMinutes(20));

        refresh(session);

        var listed = get(user() + "/sessions").body().at("/items/0");
        assertThat(listed.path("lastSeenAt").asString())
                .isGreaterThan(listed.path("createdAt").asString());
    }

    @Test
    void nobodyEndsTheSessionOfAnother() {
        var session = open();
        var stranger = situations.person();

        var refused =
                delete(
                        "/internal/users/"
                                + stranger.id()
                                + "/sessions/"
                                + session.text("sessionId"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refresh(session).status()).isEqualTo(200);
    }

    @Test
    void allSessionsButOneAreEnded() {
        var kept = open();
        var other = open();

        var ended = delete(user() + "/sessions?except=" + kept.text("sessionId"));

        assertThat(ended.body().path("ended").toString()).contains(other.text("sessionId"));
        assertThat(refresh(kept).status()).isEqualTo(200);
        assertThat(refresh(other).status()).isEqualTo(401);
    }

    @Test
    void aPersonIsRenamed() {
        var renamed =
                situations.internal("PATCH", user(), "core:identity", Map.of("name", " Pat New "));

        assertThat(renamed.text("name")).isEqualTo("Pat New");
        assertThat(
                        situations
                                .internal("PATCH", user(), "core:identity", Map.of("name", " "))
                                .body()
                                .at("/errors/0/pointer")
                                .asString())
                .isEqualTo("/name");
    }

    private boolean isVerified() {
        return get(user()).body().path("emailVerified").asBoolean();
    }

    private Answer verify(String token) {
        return post("/internal/emails/verify", Map.of("token", token));
    }

    private Answer reset(String token, String password, @Nullable String key) {
        var wish = new HashMap<String, Object>();
        wish.put("token", token);
        wish.put("password", password);
        wish.put("key", key);
        return post("/internal/passwords/reset", wish);
    }

    private Answer open() {
        return post(
                "/internal/sessions",
                Map.of(
                        "userId",
                        person.id(),
                        "userAgent",
                        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                        "address",
                        "192.0.2.1"));
    }

    private Answer refresh(Answer session) {
        return post(
                "/internal/sessions/refresh", Map.of("refreshToken", session.text("refreshToken")));
    }

    private Answer signIn(String password) {
        return post("/internal/users/verify", Map.of("email", email, "password", password));
    }

    private String user() {
        return "/internal/users/" + person.id();
    }

    private Answer get(String path) {
        return situations.internal("GET", path, "core:identity", null);
    }

    private Answer delete(String path) {
        return situations.internal("DELETE", path, "core:identity", null);
    }

    private Answer post(String path, Object body) {
        return situations.internal("POST", path, "core:identity", body);
    }
}
