package dev.agentworks.local.launcher.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the services send can be read on a page, with its links. */
class MailboxTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private Mailbox mailbox;

    @BeforeEach
    void start() throws Exception {
        mailbox = Mailbox.start(0, 0);
    }

    @AfterEach
    void stop() {
        mailbox.close();
    }

    @Test
    void aMailIsShownWithItsLink() throws Exception {
        send("Hello", "Follow http://localhost:8080/invitation#a-b_c and wait.");

        var page = get("/dev/mail");
        var data = get("/dev/mail.json");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "to pat@example.com",
                        "<a href=\"http://localhost:8080/invitation#a-b_c\">");
        assertThat(data.body()).contains("\"links\":[\"http://localhost:8080/invitation#a-b_c\"]");
    }

    @Test
    void whatAMailSaysIsTextAndNoPartOfThePage() throws Exception {
        send("<script>alert(1)</script>", "<img src=x onerror=alert(1)> http://a.b/\"onclick=x");

        var page = get("/dev/mail");

        assertThat(page.body()).doesNotContain("<script>", "<img", "\"onclick");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void thereIsNothingElse() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/dev/mail").body()).contains("No mail was sent");
    }

    private void send(String subject, String text) throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(mailbox.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("no-reply@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("pat@example.com"));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        message.setSentDate(new Date());
        Transport.send(message);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + mailbox.pagePort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
