package dev.agentworks.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mail.autoconfigure.MailProperties;

class MailTransportTests {

    private static final MailSettings SETTINGS =
            new MailSettings(
                    "AgentWorks <no-reply@example.com>",
                    URI.create("https://example.com"),
                    3,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5));

    private static final DueMail MAIL =
            new DueMail(UUID.randomUUID(), "pat@example.com", "Hello\nBcc: x@y.zz", "Text", 1);

    @Test
    void aMailIsCalledAlikeAtEveryAttempt() throws IOException {
        try (var server = new ScriptedMailServer("250 ok")) {
            var transport = transport(server.port());

            assertThat(transport.send(MAIL)).isEqualTo(new SendOutcome.Sent());
            assertThat(transport.send(MAIL)).isEqualTo(new SendOutcome.Sent());

            assertThat(server.received())
                    .filteredOn(line -> line.startsWith("Message-ID: "))
                    .hasSize(2)
                    .containsOnly("Message-ID: <%s@example.com>".formatted(MAIL.id()));
            assertThat(server.received()).noneMatch(line -> line.startsWith("Bcc:"));
        }
    }

    @Test
    void whatTheServerWillNeverTakeIsRefused() throws IOException {
        try (var server = new ScriptedMailServer("550 no such mailbox, secret words")) {
            assertThat(transport(server.port()).send(MAIL))
                    .isEqualTo(new SendOutcome.Refused("refused by the mail server with 550"));
        }
    }

    @Test
    void whatTheServerPutsOffIsPostponed() throws IOException {
        try (var server = new ScriptedMailServer("451 try again later")) {
            assertThat(transport(server.port()).send(MAIL))
                    .isEqualTo(new SendOutcome.Postponed("put off by the mail server with 451"));
        }
    }

    @Test
    void aServerThatIsSilentOrGoneIsWaitedForNoLongerThanTheTimeLimit() throws IOException {
        int gone;
        try (var silent = new ServerSocket(0)) {
            gone = silent.getLocalPort();
            assertThat(transport(gone).send(MAIL))
                    .isEqualTo(new SendOutcome.Postponed("the mail server does not answer"));
        }
        assertThat(transport(gone).send(MAIL))
                .isEqualTo(new SendOutcome.Postponed("the mail server does not answer"));
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        var malformed = new DueMail(UUID.randomUUID(), "pat@@", "Hello", "Text", 1);

        assertThat(transport(1).send(malformed)).isInstanceOf(SendOutcome.Refused.class);
    }

    @Test
    void pausesGrowUpToTheLongest() {
        assertThat(SETTINGS.pauseAfter(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(SETTINGS.pauseAfter(2)).isEqualTo(Duration.ofSeconds(20));
        assertThat(SETTINGS.pauseAfter(60)).isEqualTo(Duration.ofMinutes(1));
    }

    private static MailTransport transport(int port) {
        var server = new MailProperties();
        server.setHost("127.0.0.1");
        server.setPort(port);
        return new MailTransport(server, SETTINGS);
    }
}
