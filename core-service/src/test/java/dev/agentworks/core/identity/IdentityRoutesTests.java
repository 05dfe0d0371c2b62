package dev.agentworks.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
