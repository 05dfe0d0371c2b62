package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in with an account at another provider, which proves who it is for this browser and now. */
class OidcTests extends GatewayTest {
    private static final String CALLBACK = "/auth/oidc/sso/callback";

    private final FakeProvider provider = TestEnvironment.PROVIDER;
    private final String email = UUID.randomUUID() + "@example.com";

    @AfterEach
    void reset() {
        provider.reset();
    }

    @Test
    void aNewPersonIsSignedInAndComesBackToThePageTheyLeft() {
        var begun = begin("?returnTo=/projects/1");
        var back = finish(begun, "subject-" + email, email, true);

        assertThat(begun.statusCode()).isEqualTo(302);
        assertThat(location(begun).toString())
                .startsWith(provider.url() + "/authorize?")
                .contains("code_challenge_method=S256", "client_id=" + FakeProvider.CLIENT);
        assertThat(begun.headers().allValues("set-cookie"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line)
                                .startsWith("aw_oidc=")
                                .contains("Path=/auth/oidc", "HTTPOnly", "SameSite=Lax"));
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(location(back)).hasToString("/projects/1");
        var access = Gateway.cookies(back).get("aw_access");
        var me = gateway.get("/auth/me", "Authorization", "Bearer " + access);
        assertThat(Gateway.json(me).path("email").asString()).isEqualTo(email);
    }

    @Test
    void theSameAccountIsTheSamePersonAgain() {
        var first = me(finish(begin(""), "again-" + email, email, true));
        var second = me(finish(begin(""), "again-" + email, email, true));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void somebodyWhoHasTheAddressConfirmsTheLinkWithTheirPasswordOnce() {
        var ada = gateway.register(email);

        var back = finish(begin(""), "link-" + email, email, true);
        var cookie = "aw_oidc_link=" + Gateway.cookies(back).get("aw_oidc_link");
        var wrong = gateway.post("/auth/oidc/link", "{\"password\":\"guess\"}", "Cookie", cookie);
        var linked =
                gateway.post(
                        "/auth/oidc/link",
                        "{\"password\":\"correct horse battery\"}",
                        "Cookie",
                        cookie);

        assertThat(location(back)).hasToString("/link-account");
        assertThat(Gateway.cookies(back)).doesNotContainKey("aw_access");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(linked.statusCode()).isEqualTo(204);
        assertThat(Gateway.cookies(linked)).containsKey("aw_access");
        assertThat(me(finish(begin(""), "link-" + email, email, true))).isEqualTo(ada.id());
        assertThat(
                        gateway.post("/auth/oidc/link", "{\"password\":\"correct horse battery\"}")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anAddressThatTheProviderHasNotVerifiedOpensNothing() {
        gateway.register(email);

        var back = finish(begin(""), "unverified-" + email, email, false);

        assertThat(location(back)).hasToString("/login?error=email-not-verified");
        assertThat(Gateway.cookies(back)).doesNotContainKeys("aw_access", "aw_oidc_link");
    }

    @Test
    void whatAnotherBrowserBeganIsNotFinishedHere() {
        var begun = begin("");
        var other = begin("");
        var answer = provider.agree(location(begun), "s-" + email, email, true);

        var ofBegun = String.valueOf(Gateway.cookies(begun).get("aw_oidc"));

        for (var cookie :
                new String[] {
                    "aw_oidc=" + Gateway.cookies(other).get("aw_oidc"),
                    "aw_oidc=" + ofBegun.replace(".", "x."),
                    "aw_oidc=made-up",
                    "x=y"
                }) {
            var back = gateway.get(CALLBACK + answer, "Cookie", cookie);
            assertThat(location(back)).hasToString("/login?error=sign-in-not-begun");
            assertThat(Gateway.cookies(back)).doesNotContainKey("aw_access");
        }
    }

    @Test
    void aCodeIsRedeemedOnce() {
        var begun = begin("");
        var answer = provider.agree(location(begun), "once-" + email, email, true);
        var cookie = "aw_oidc=" + Gateway.cookies(begun).get("aw_oidc");

        assertThat(Gateway.cookies(gateway.get(CALLBACK + answer, "Cookie", cookie)))
                .containsKey("aw_access");
        assertThat(location(gateway.get(CALLBACK + answer, "Cookie", cookie)))
                .hasToString("/login?error=sign-in-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "aud", "iss", "exp"})
    void aTokenThatWasNotMadeForThisSignInOpensNothing(String claim) {
        provider.override(
                claim,
                claim.equals("exp") ? Date.from(Instant.now().minusSeconds(600)) : "another");

        var back = finish(begin(""), "bad-" + email, email, true);

        assertThat(location(back)).hasToString("/login?error=sign-in-refused");
        assertThat(Gateway.cookies(back)).doesNotContainKey("aw_access");
    }

    @Test
    void newKeysOfTheProviderAreFound() {
        finish(begin(""), "keys-" + email, email, true);
        provider.changeKeys();

        assertThat(Gateway.cookies(finish(begin(""), "keys-" + email, email, true)))
                .containsKey("aw_access");
    }

    @Test
    void aPersonWhoDeclinesIsToldSo() {
        var begun = begin("");
        var state = location(begun).getRawQuery().replaceAll(".*[?&]?state=([^&]+).*", "$1");

        var back =
                gateway.get(
                        CALLBACK + "?error=access_denied&state=" + state,
                        "Cookie",
                        "aw_oidc=" + Gateway.cookies(begun).get("aw_oidc"));

        assertThat(location(back)).hasToString("/login?error=sign-in-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/%5Cevil.example", "x"})
    void nobodyIsLedElsewhereByWayOfUs(String returnTo) {
        var back = finish(begin("?returnTo=" + returnTo), "to-" + email, email, true);

        assertThat(location(back)).hasToString("/");
    }

    @Test
    void onlyProvidersThatAreSetUpAreOffered() {
        assertThat(Gateway.json(gateway.get("/auth/oidc")).path("items").toString())
                .isEqualTo("[{\"id\":\"sso\",\"label\":\"Company\"}]");
        assertThat(Gateway.code(gateway.get("/auth/oidc/google"))).isEqualTo("provider-not-set-up");
        assertThat(Gateway.code(gateway.get("/auth/oidc/x"))).isEqualTo("provider-not-set-up");
    }

    private HttpResponse<String> begin(String query) {
        return gateway.get("/auth/oidc/sso" + query);
    }

    private HttpResponse<String> finish(
            HttpResponse<String> begun, String subject, String email, boolean verified) {
        var answer = provider.agree(location(begun), subject, email, verified);
        return gateway.get(
                CALLBACK + answer, "Cookie", "aw_oidc=" + Gateway.cookies(begun).get("aw_oidc"));
    }

    private String me(HttpResponse<String> back) {
        var cookies = Gateway.cookies(back);
        assertThat(cookies).containsKey("aw_access");
        return Gateway.json(
                        gateway.get(
                                "/auth/me", "Authorization", "Bearer " + cookies.get("aw_access")))
                .path("id")
                .asString();
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }
}
