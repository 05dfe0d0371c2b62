package dev.agentworks.gateway.webui;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is served beside the API.
 *
 * @param dir a folder with an index.html; empty when no web UI is served
 * @param mailbox where the local stack shows the mails that it sent; empty everywhere else
 */
@ConfigurationProperties("agentworks.web-ui")
record WebUiSettings(@DefaultValue("") String dir, @DefaultValue("") String mailbox) {}
