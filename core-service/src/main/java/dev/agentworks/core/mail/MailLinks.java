package dev.agentworks.core.mail;

import org.springframework.stereotype.Component;

/**
 * Links in mails. A secret stands behind the number sign: browsers send it to no server, so that it
 * is in no log of one and in no referrer.
 */
@Component
public class MailLinks {

    private final String base;

    MailLinks(MailSettings settings) {
        this.base = settings.publicUrl().toString().replaceAll("/+$", "");
    }

    /** The page of the web UI at this path, with the secret. */
    public String to(String path, String secret) {
        return base + path + "#" + secret;
    }
}
