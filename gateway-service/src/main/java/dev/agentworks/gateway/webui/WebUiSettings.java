package dev.agentworks.gateway.webui;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The folder of the web UI's build.
 *
 * @param dir a folder with an index.html; empty when no web UI is served
 */
@ConfigurationProperties("agentworks.web-ui")
record WebUiSettings(@DefaultValue("") String dir) {}
