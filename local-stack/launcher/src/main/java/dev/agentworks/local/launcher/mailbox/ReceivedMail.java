package dev.agentworks.local.launcher.mailbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mail as a reader sees it. */
record ReceivedMail(String to, String subject, String text, Instant at) {

    static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

    static ReceivedMail of(MimeMessage message) {
        try {
            var recipients = message.getRecipients(Message.RecipientType.TO);
            return new ReceivedMail(
                    recipients == null
                            ? ""
                            : Arrays.stream(recipients)
                                    .map(address -> ((InternetAddress) address).getAddress())
                                    .collect(Collectors.joining(", ")),
                    message.getSubject() == null ? "" : message.getSubject(),
                    message.getContent() instanceof String text ? text : "",
                    message.getSentDate() == null
                            ? Instant.EPOCH
                            : message.getSentDate().toInstant());
        } catch (MessagingException | IOException unreadable) {
            return new ReceivedMail(
                    "", "unreadable: " + unreadable.getMessage(), "", Instant.EPOCH);
        }
    }

    List<String> links() {
        return LINK.matcher(text).results().map(MatchResult::group).toList();
    }
}
