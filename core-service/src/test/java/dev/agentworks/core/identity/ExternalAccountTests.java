package dev.agentworks.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An account at another provider opens the person it was linked to, and nobody else. */
class ExternalAccountTests extends CoreTest {

    private static final String PASSWORD = "correct horse battery";

    private final String subject = UUID.randomUUID().toString();

    @Test
    void anAccountThatNobodyHasMakesAPersonWithAWorkspaceAndAConfirmedAddress() {
        var email = email();

        var known = signIn(subject, email, true);

        assertThat(known.status()).isEqualTo(200);
        assertThat(known.text("email")).isEqualTo(email);
        assertThat(known.text("name")).isEqualTo("Ada Elsewhere");
        assertThat(known.body().path("emailVerified").asBoolean()).isTrue();
        assertThat(known.body().at("/workspaces/0/role").asString()).isEqualTo("OWNER");
        assertThat(mails.to(email)).isEmpty();
    }

    @Test
    void theAccountOpensItsPersonWhateverItsAddressIsLater() {
        var first = signIn(subject, email(), true);

        var later = signIn(subject, email(), false);

        assertThat(later.text("id")).isEqualTo(first.text("id"));
        assertThat(later.text("email")).isEqualTo(first.text("email"));
    }

    @Test
    void anAddressThatIsNotVerifiedMakesNobodyAndOpensNobody() {
        var person = situations.person();

        assertThat(signIn(subject, email(), false).text("type")).endsWith("/email-not-verified");
        assertThat(signIn(subject, situations.email(person), false).status()).isEqualTo(403);
        assertThat(link(subject, situations.email(person), false, PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void somebodyWhoHasTheAddressLinksTheAccountWithTheirPassword() {
        var person = situations.person();
        var email = situations.email(person);

        assertThat(signIn(subject, email, true).text("type")).endsWith("/account-not-linked");
        assertThat(link(subject, email, true, "not this one").status()).isEqualTo(401);
        assertThat(signIn(subject, email, true).status()).isEqualTo(409);
        var linked = link(subject, email, true, PASSWORD);

        assertThat(linked.text("id")).isEqualTo(person.id());
        assertThat(linked.body().path("emailVerified").asBoolean()).isTrue();
        assertThat(signIn(subject, email, true).text("id")).isEqualTo(person.id());
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsAnotherAccount() {
        var first = signIn("https://one.example", subject, email(), true);
        var second = signIn("https://two.example", subject, email(), true);

        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void anAccountThatSignsInManyTimesAtOnceIsOnePerson() throws Exception {
        var email = email();
        Callable<String> signing = () -> signIn(subject, email, true).text("id");
        var people = new HashSet<String>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var id :
                    threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> signing).toList())) {
                people.add(id.get());
            }
        }

        assertThat(people).hasSize(1).doesNotContain("");
    }

    @Test
    void whoHasNoPasswordChoosesOneByMail() {
        var email = email();
        signIn(subject, email, true);

        situations.internal(
                "POST", "/internal/passwords/forgotten", "core:identity", Map.of("email", email));
        var token = mails.secret(email, "/reset-password");
        situations.internal(
                "POST",
                "/internal/passwords/reset",
                "core:identity",
                Map.of("token", token, "password", PASSWORD));

        assertThat(
                        situations
                                .internal(
                                        "POST",
                                        "/internal/users/verify",
                                        "core:identity",
                                        Map.of("email", email, "password", PASSWORD))
                                .status())
                .isEqualTo(200);
    }

    private Answer signIn(String subject, String email, boolean verified) {
        return signIn("https://issuer.example", subject, email, verified);
    }

    private Answer signIn(String issuer, String subject, String email, boolean verified) {
        return situations.internal(
                "POST",
                "/internal/users/external",
                "core:identity",
                account(issuer, subject, email, verified));
    }

    private Answer link(String subject, String email, boolean verified, String password) {
        return situations.internal(
                "POST",
                "/internal/users/external/link",
                "core:identity",
                Map.of(
                        "account",
                        account("https://issuer.example", subject, email, verified),
                        "password",
                        password));
    }

    private static Map<String, Object> account(
            String issuer, String subject, String email, boolean verified) {
        return Map.of(
                "issuer",
                issuer,
                "subject",
                subject,
                "email",
                email,
                "emailVerified",
                verified,
                "name",
                "Ada Elsewhere");
    }

    private static String email() {
        return UUID.randomUUID() + "@example.com";
    }
}
