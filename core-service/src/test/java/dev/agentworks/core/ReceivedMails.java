package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The mail server of the tests, and what it received. */
public final class ReceivedMails implements DynamicPropertyRegistrar, DisposableBean {

    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/[a-z-]+)#(\\S+)");

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    ReceivedMails() {
        server.start();
    }

    @Override
    public void accept(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> server.getSmtp().getPort());
    }

    /** The texts that this address was sent until now, the oldest first. */
    public List<String> to(String email) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> isTo(message, email))
                .map(ReceivedMails::text)
                .toList();
    }

    /** The secret of the newest link to this page, when the address has got so many of them. */
    public String secret(String email, String page, int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(secrets(email, page)).hasSizeGreaterThanOrEqualTo(count));
        return secrets(email, page).getLast();
    }

    public String secret(String email, String page) {
        return secret(email, page, 1);
    }

    private List<String> secrets(String email, String page) {
        return to(email).stream()
                .flatMap(text -> LINK.matcher(text).results())
                .filter(link -> link.group(1).equals(page))
                .map(link -> link.group(2))
                .toList();
    }

    private static boolean isTo(MimeMessage message, String email) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString().equals(email);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return message.getSubject() + "\n" + message.getContent();
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
