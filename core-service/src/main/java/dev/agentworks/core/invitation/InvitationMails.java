package dev.agentworks.core.invitation;

import dev.agentworks.core.mail.Mail;
import dev.agentworks.core.mail.MailLinks;
import dev.agentworks.core.mail.OutgoingMails;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.starter.text.EscapedText;
import org.springframework.stereotype.Component;

/**
 * What an invitation says. Names are people's own words: they turn no text round and hide nothing.
 */
@Component
class InvitationMails {

    private static final String PAGE = "/invitation";

    private final OutgoingMails mails;
    private final MailLinks links;

    InvitationMails(OutgoingMails mails, MailLinks links) {
        this.mails = mails;
        this.links = links;
    }

    void send(Invitation invitation, String token, String workspace, String inviter) {
        var place = EscapedText.ofLine(workspace);
        var who = EscapedText.ofLine(inviter);
        mails.send(
                new Mail(
                        invitation.email(),
                        "%s invites you to %s on AgentWorks".formatted(who, place),
                        """
                        Hello,

                        %s invites you to work together in "%s" on AgentWorks, as %s.
                        Accept here, with the account of this address or with a new one:

                        %s

                        The link is good for a week. If you do not know what this is about, do nothing.
                        """
                                .formatted(
                                        who, place, word(invitation.role()), links.to(PAGE, token)),
                        invitation.expiresAt()));
    }

    private static String word(Role role) {
        return switch (role) {
            case OWNER -> "an owner";
            case ADMIN -> "an admin";
            case MEMBER -> "a member";
            case VIEWER -> "a viewer";
        };
    }
}
