package dev.agentworks.core.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * The mail server, as {@code spring.mail.*} names it. Made here and not by Spring Boot, which
 * decides whether there is one when the service is built.
 */
@Component
@EnableConfigurationProperties({MailProperties.class, MailSettings.class})
class MailTransport {

    private static final int PERMANENT = 500;

    private final JavaMailSenderImpl sender;
    private final MailSettings settings;
    private final boolean isConfigured;

    MailTransport(MailProperties server, MailSettings settings) {
        this.settings = settings;
        this.isConfigured = server.getHost() != null && !server.getHost().isBlank();
        this.sender = sender(server, settings);
    }

    private static JavaMailSenderImpl sender(MailProperties server, MailSettings settings) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(server.getHost());
        if (server.getPort() != null) {
            sender.setPort(server.getPort());
        }
        sender.setUsername(server.getUsername());
        sender.setPassword(server.getPassword());
        sender.setProtocol(server.getProtocol());
        sender.setDefaultEncoding(server.getDefaultEncoding().name());
        var properties = new Properties();
        for (var timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty(
                    "mail.%s.%s".formatted(server.getProtocol(), timeout),
                    Long.toString(settings.timeout().toMillis()));
        }
        if (server.getSsl().isEnabled()) {
            properties.setProperty("mail.%s.ssl.enable".formatted(server.getProtocol()), "true");
        }
        properties.putAll(server.getProperties());
        sender.setJavaMailProperties(properties);
        return sender;
    }

    /** Whether there is a mail server at all. */
    boolean isConfigured() {
        return isConfigured;
    }

    SendOutcome send(DueMail mail) {
        try {
            sender.send(message(mail));
            return new SendOutcome.Sent();
        } catch (MessagingException malformed) {
            return new SendOutcome.Refused("the address or the sender is malformed");
        } catch (MailAuthenticationException refused) {
            return new SendOutcome.Postponed("the mail server does not accept our sign-in");
        } catch (MailSendException failure) {
            return outcomeOf(failure);
        } catch (MailException failure) {
            return new SendOutcome.Postponed(failure.getClass().getSimpleName());
        }
    }

    private MimeMessage message(DueMail mail) throws MessagingException {
        // the same id at every attempt: a server that took it before knows it again
        var message = new MessageWithId(sender, mail, settings);
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), "UTF-8");
        message.setText(mail.body(), "UTF-8");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(new Date());
        return message;
    }

    private static SendOutcome outcomeOf(MailSendException failure) {
        var code =
                Stream.concat(
                                Stream.of(failure.getMessageExceptions()),
                                Stream.ofNullable(failure.getCause()))
                        .mapToInt(MailTransport::code)
                        .max()
                        .orElse(0);
        if (code >= PERMANENT) {
            return new SendOutcome.Refused("refused by the mail server with " + code);
        }
        return new SendOutcome.Postponed(
                code == 0
                        ? "the mail server does not answer"
                        : "put off by the mail server with " + code);
    }

    /** The server's return code; 0 when it did not say one. */
    private static int code(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException send -> Math.max(send.getReturnCode(), nextCode(send));
            case SendFailedException send -> nextCode(send);
            default -> 0;
        };
    }

    private static int nextCode(SendFailedException failure) {
        return failure.getNextException() == null ? 0 : code(failure.getNextException());
    }
}
