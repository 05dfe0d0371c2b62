package dev.agentworks.router.catalogue;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Further models and prices.
 *
 * @param files of the same form as our own table, such as for servers of one's own; a model that is
 *     in both is taken from here
 */
@ConfigurationProperties("agentworks.router.catalogue")
public record CatalogueSettings(@DefaultValue List<String> files) {}
