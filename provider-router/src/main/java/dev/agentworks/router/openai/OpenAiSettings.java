package dev.agentworks.router.openai;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of all HTTP requests that hold for this API too.
 *
 * @param maxBody the largest body that is read
 */
@ConfigurationProperties("agentworks.http")
record OpenAiSettings(@DefaultValue("1MB") DataSize maxBody) {}
