package dev.agentworks.core.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A message that is called as its mail is, however often it is sent. */
final class MessageWithId extends MimeMessage {

    private final String id;

    MessageWithId(JavaMailSenderImpl sender, DueMail mail, MailSettings settings) {
        super(sender.getSession());
        this.id = "<%s@%s>".formatted(mail.id(), settings.publicUrl().getHost());
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
