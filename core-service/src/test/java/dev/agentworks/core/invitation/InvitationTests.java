package dev.agentworks.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.test.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People come into a workspace by a mail that was sent to their address, and in no other way. */
class InvitationTests extends CoreTest {

    @Autowired private JdbcClient jdbc;
    @Autowired private SettableClock clock;
    private Person owner;

    @BeforeEach
    void owner() {
        owner = situations.confirmedPerson();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void anInvitedPersonAcceptsByTheLinkOfTheMail() {
        var guest = situations.person();
        var email = situations.email(guest);

        var sent = invite(owner, email, "MEMBER");
        var token = mails.secret(email, "/invitation");
        var shown = show(token);
        var accepted = accept(guest, token);

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("role")).isEqualTo("MEMBER");
        assertThat(sent.body().toString()).doesNotContain(token);
        assertThat(shown.text("inviterName")).isEqualTo("Pat Person");
        assertThat(shown.text("workspaceName")).isEqualTo("Pat Person's workspace");
        assertThat(shown.text("email")).isEqualTo(email);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.text("id")).isEqualTo(owner.workspace());
        assertThat(accepted.text("role")).isEqualTo("MEMBER");
        assertThat(situations.as(guest, "GET", workspace(), null).status()).isEqualTo(200);
        assertThat(list(owner).body().path("items")).isEmpty();
        // the mail proved the address
        assertThat(
                        situations
                                .internal(
                                        "GET",
                                        "/internal/users/" + guest.id(),
                                        "core:identity",
                                        null)
                                .body()
                                .path("emailVerified")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void anInvitationIsGoodOnceAndItsAnswerMayBeAskedForAgain() {
        var guest = situations.person();
        invite(owner, situations.email(guest), "MEMBER");
        var token = mails.secret(situations.email(guest), "/invitation");

        assertThat(accept(guest, token).status()).isEqualTo(200);
        assertThat(accept(guest, token).status()).isEqualTo(200);
        assertThat(accept(situations.person(), token).status()).isEqualTo(410);
        assertThat(show(token).status()).isEqualTo(410);

        situations.as(owner, "DELETE", workspace() + "/members/" + guest.id(), null);
        assertThat(accept(guest, token).status()).isEqualTo(410);
        assertThat(situations.as(guest, "GET", workspace(), null).status()).isEqualTo(404);
    }

    @Test
    void anInvitationIsForItsAddressOnly() {
        var email = UUID.randomUUID() + "@example.com";
        invite(owner, email, "MEMBER");
        var token = mails.secret(email, "/invitation");

        var other = accept(situations.person(), token);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("type")).endsWith("/invitation-for-another-address");
        assertThat(show(token).status()).isEqualTo(200);
    }

    @Test
    void invitingAgainSendsAnotherLinkAndEndsTheFirst() {
        var guest = situations.person();
        var email = situations.email(guest);
        var first = invite(owner, email, "VIEWER");
        var early = invite(owner, email, "ADMIN");
        var firstToken = mails.secret(email, "/invitation");
        clock.advance(Duration.ofMinutes(2));

        var second = invite(owner, email.toUpperCase(java.util.Locale.ROOT), "ADMIN");
        var secondToken = mails.secret(email, "/invitation", 2);

        assertThat(early.status()).isEqualTo(429);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(show(firstToken).status()).isEqualTo(410);
        assertThat(list(owner).body().path("items")).hasSize(1);
        assertThat(accept(guest, secondToken).text("role")).isEqualTo("ADMIN");
    }

    @Test
    void anInvitationEndsByTimeByRevocationAndWithItsInviter() {
        var admin = situations.confirmed(situations.member(owner, "ADMIN"));
        var guest = situations.person();
        var email = situations.email(guest);
        var sent = invite(admin, email, "MEMBER");
        var token = mails.secret(email, "/invitation");
        assertThat(show(token).status()).isEqualTo(200);

        role(admin, "MEMBER");
        assertThat(show(token).status()).isEqualTo(410);
        assertThat(accept(guest, token).status()).isEqualTo(410);
        role(admin, "ADMIN");
        assertThat(show(token).status()).isEqualTo(200);

        clock.advance(Duration.ofDays(8));
        assertThat(show(token).status()).isEqualTo(410);
        assertThat(accept(guest, token).status()).isEqualTo(410);
        assertThat(list(owner).body().at("/items/0/expired").asBoolean()).isTrue();
        clock.reset();

        assertThat(situations.as(owner, "DELETE", one(sent), null).status()).isEqualTo(204);
        assertThat(situations.as(owner, "DELETE", one(sent), null).status()).isEqualTo(404);
        assertThat(show(token).status()).isEqualTo(410);
        assertThat(accept(guest, token).status()).isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, 201",
        "OWNER, ADMIN, 201",
        "ADMIN, OWNER, 403",
        "ADMIN, ADMIN, 201",
        "ADMIN, VIEWER, 201",
        "MEMBER, VIEWER, 403",
        "VIEWER, VIEWER, 403"
    })
    void nobodyInvitesAboveTheirOwnRole(String own, String invited, int status) {
        var inviter = situations.confirmed(situations.member(owner, own));

        assertThat(invite(inviter, UUID.randomUUID() + "@example.com", invited).status())
                .isEqualTo(status);
    }

    @Test
    void whoHasNotConfirmedTheirAddressInvitesNobody() {
        var unconfirmed = situations.person();

        var refused =
                situations.as(
                        unconfirmed,
                        "POST",
                        "/api/workspaces/" + unconfirmed.workspace() + "/invitations",
                        Map.of("email", "a@example.com", "role", "MEMBER"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).endsWith("/email-not-verified");
    }

    @Test
    void aMemberIsNotInvited() {
        var member = situations.member(owner, "VIEWER");

        assertThat(invite(owner, situations.email(member), "ADMIN").text("type"))
                .endsWith("/already-member");
    }

    @Test
    void twoWhoInviteTheSameAddressAtOnceMakeOneInvitation() throws Exception {
        var email = UUID.randomUUID() + "@example.com";
        Callable<Integer> inviting = () -> invite(owner, email, "MEMBER").status();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> inviting).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isIn(201, 429);
            }
        }

        assertThat(list(owner).body().path("items")).hasSize(1);
    }

    @Test
    void wrongInvitationsAreRefusedWithTheirPointer() {
        assertThat(invite(owner, "nobody", "MEMBER").body().at("/errors/0/pointer").asString())
                .isEqualTo("/email");
        assertThat(invite(owner, "a@example.com", "KING").body().at("/errors/0/pointer").asString())
                .isEqualTo("/role");
        assertThat(
                        situations
                                .as(
                                        owner,
                                        "POST",
                                        workspace() + "/invitations",
                                        Map.of(
                                                "email",
                                                "a@example.com",
                                                "role",
                                                "MEMBER",
                                                "note",
                                                "x"))
                                .body()
                                .at("/errors/0/pointer")
                                .asString())
                .isEqualTo("/note");
        assertThat(accept(owner, "made-up").status()).isEqualTo(410);
    }

    @Test
    void strangersSeeAndRevokeNone() {
        var stranger = situations.confirmedPerson();
        var sent = invite(owner, UUID.randomUUID() + "@example.com", "MEMBER");

        assertThat(list(stranger, owner).status()).isEqualTo(404);
        assertThat(situations.as(stranger, "DELETE", one(sent), null).status()).isEqualTo(404);
        assertThat(
                        situations
                                .as(
                                        stranger,
                                        "DELETE",
                                        "/api/workspaces/"
                                                + stranger.workspace()
                                                + "/invitations/"
                                                + sent.text("id"),
                                        null)
                                .status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .as(
                                        stranger,
                                        "POST",
                                        workspace() + "/invitations",
                                        Map.of("email", "a@example.com", "role", "MEMBER"))
                                .status())
                .isEqualTo(404);
        assertThat(list(owner).body().path("items")).hasSize(1);
    }

    @Test
    void theTokenIsKeptAsADigestOnly() {
        var email = UUID.randomUUID() + "@example.com";
        invite(owner, email, "MEMBER");
        var token = mails.secret(email, "/invitation");

        var kept =
                situations.inScope(
                        owner,
                        () ->
                                jdbc.sql("select row_to_json(i)::text from invitation i")
                                        .query(String.class)
                                        .list());

        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst()).doesNotContain(token);
    }

    private void role(Person member, String role) {
        assertThat(
                        situations
                                .as(
                                        owner,
                                        "PUT",
                                        workspace() + "/members/" + member.id(),
                                        Map.of("role", role))
                                .status())
                .isEqualTo(200);
    }

    private Answer invite(Person person, String email, String role) {
        return situations.as(
                person, "POST", workspace() + "/invitations", Map.of("email", email, "role", role));
    }

    private Answer list(Person person) {
        return list(person, owner);
    }

    private Answer list(Person person, Person of) {
        return situations.as(
                person, "GET", "/api/workspaces/" + of.workspace() + "/invitations", null);
    }

    private Answer accept(Person person, String token) {
        return situations.as(person, "POST", "/api/invitations/" + token + "/accept", null);
    }

    private Answer show(String token) {
        return situations.internal(
                "POST", "/internal/invitations/show", "core:identity", Map.of("token", token));
    }

    private String one(Answer sent) {
        return workspace() + "/invitations/" + sent.text("id");
    }

    private String workspace() {
        return "/api/workspaces/" + owner.workspace();
    }
}
