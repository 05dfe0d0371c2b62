package dev.agentworks.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityRoutesTests extends CoreTest {

    private static final String PASSWORD = "correct horse battery";

    @Test
    void aRegistrationMayBeRepeatedWithItsKeyAndPassword() {
        var email = UUID.randomUUID() + "@example.com";
        var key = UUID.randomUUID().toString();
        var person = Map.of("email", email, "password", PASSWORD, "name", "Pat Person", "key", key);

        var first = situations.internal("POST", "/internal/users", "core:identity", person);
        var again = situations.internal("POST", "/internal/users", "core:identity", person);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        for (var other : List.of(Map.of("key", "another"), Map.of("password", "not this one"))) {
            var different = new HashMap<String, String>(person);
            different.putAll(other);
            assertThat(
                            situations
                                    .internal("POST", "/internal/users", "core:identity", different)
                                    .text("type"))
                    .endsWith("/email-taken");
        }
    }

    @Test
    void aRegisteredPersonHasAWorkspaceAndCanSignIn() {
        var email = UUID.randomUUID() + "@example.com";

        var registered = register(email, PASSWORD);
        var verified =
                post(
                        "/internal/users/verify",
                        Map.of(
                                "email",
                                email.toUpperCase(java.util.Locale.ROOT),
                                "password",
                                PASSWORD));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.body().at("/workspaces/0/role").asString()).isEqualTo("OWNER");
        assertThat(verified.text("id")).isEqualTo(registered.text("id"));
        assertThat(registered.body().toString()).doesNotContain("password");
    }

    @Test
    void anAddressIsOnePersons() {
        var email = UUID.randomUUID() + "@example.com";
        register(email, PASSWORD);

        var second = register(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("type")).endsWith("/email-taken");
    }

    @Test
    void easyPasswordsAndWrongAddressesAreRefused() {
        assertThat(register(UUID.randomUUID() + "@example.com", "short").text("type"))
                .endsWith("/weak-password");
        assertThat(register("no address", PASSWORD).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "password123",
                "Password123!",
                "P@ssw0rd2024",
                "qwertyuiop",
                "1q2w3e4r5t",
                "iloveyou123",
                "letmein2024",
                "abcdefghijkl",
                "agentworks2025",
                "pat.person.1",
                "personperson",
                "19841984198",
                "     a1b2   "
            })
    void passwordsThatAreGuessedFirstAreRefused(String password) {
        var refused = register("pat.person@" + UUID.randomUUID() + ".example", password);

        assertThat(refused.status()).as(password).isEqualTo(400);
        assertThat(refused.text("type")).endsWith("/weak-password");
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/password");
        assertThat(refused.body().toString()).doesNotContain(password.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "Zq7!aaBB990",
                "pässwörd 日本 🔑 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "tulpe-regen-44-mauer"
            })
    void otherPasswordsAreTaken(String password) {
        assertThat(register(UUID.randomUUID() + "@example.com", password).status()).isEqualTo(201);
    }

    @Test
    void wrongPasswordsAndUnknownAddressesAreAnsweredAlike() {
        var email = UUID.randomUUID() + "@example.com";
        register(email, PASSWORD);

        var wrong =
                post(
                        "/internal/users/verify",
                        Map.of("email", email, "password", "another password"));
        var unknown =
                post(
                        "/internal/users/verify",
                        Map.of("email", "nobody@example.com", "password", PASSWORD));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsSecondUseEndsTheSession() {
        var person = register(UUID.randomUUID() + "@example.com", PASSWORD).text("id");
        var opened =
                post(
                        "/internal/sessions",
                        Map.of("userId", person, "userAgent", "test", "address", "127.0.0.1"));

        var refreshed = refresh(opened.text("refreshToken"));
        var stolen = refresh(opened.text("refreshToken"));
        var afterwards = refresh(refreshed.text("refreshToken"));

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(stolen.status()).isEqualTo(401);
        assertThat(afterwards.status()).isEqualTo(401);
        // which session must not be believed any longer, however often somebody asks
        assertThat(stolen.text("sessionId")).isEqualTo(opened.text("sessionId"));
        assertThat(refresh(opened.text("refreshToken")).text("sessionId"))
                .isEqualTo(opened.text("sessionId"));
        assertThat(refresh("made up").body().has("sessionId")).isFalse();
    }

    @Test
    void everyOlderTokenOfASessionEndsIt() {
        var person = register(UUID.randomUUID() + "@example.com", PASSWORD).text("id");
        var first =
                post(
                                "/internal/sessions",
                                Map.of("userId", person, "userAgent", "test", "address", "::1"))
                        .text("refreshToken");
        var second = refresh(first).text("refreshToken");
        var third = refresh(second).text("refreshToken");

        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(third).status()).isEqualTo(401);
    }

    @Test
    void nobodyHasASession() {
        var opened =
                post(
                        "/internal/sessions",
                        Map.of(
                                "userId",
                                UUID.randomUUID().toString(),
                                "userAgent",
                                "test",
                                "address",
                                "::1"));

        assertThat(opened.status()).isEqualTo(404);
    }

    private Answer refresh(String token) {
        return post("/internal/sessions/refresh", Map.of("refreshToken", token));
    }

    private Answer register(String email, String password) {
        return post(
                "/internal/users",
                Map.of("email", email, "password", password, "name", "Pat Person"));
    }

    private Answer post(String path, Object body) {
        return situations.internal("POST", path, "core:identity", body);
    }
}
