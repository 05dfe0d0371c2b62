package dev.agentworks.gateway.webui;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the web UI's build lies.
 *
 * @param dir a folder with an index.html; empty: no web UI is served
 */
@ConfigurationProperties("agentworks.web-ui")
record WebUiSettings(@DefaultValue("") String dir) {}
