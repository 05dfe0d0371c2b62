package dev.agentworks.local.pubsub.filter;

import dev.agentworks.local.pubsub.filter.MessageFilter.And;
import dev.agentworks.local.pubsub.filter.MessageFilter.Equal;
import dev.agentworks.local.pubsub.filter.MessageFilter.HasKey;
import dev.agentworks.local.pubsub.filter.MessageFilter.HasPrefix;
import dev.agentworks.local.pubsub.filter.MessageFilter.InvalidFilter;
import dev.agentworks.local.pubsub.filter.MessageFilter.Not;
import dev.agentworks.local.pubsub.filter.MessageFilter.Or;

/**
 * Recursive descent over the filter grammar. As at Google, AND and OR mix only with parentheses.
 */
final class FilterParser {

    private final Tokens tokens;

    FilterParser(String text) {
        tokens = new Tokens(text);
    }

    MessageFilter parse() {
        var filter = joined();
        if (!tokens.isAtEnd()) {
            throw new InvalidFilter(
                    "The filter has something unexpected at " + tokens.rest() + ".");
        }
        return filter;
    }

    private MessageFilter joined() {
        var filter = negatable();
        if (tokens.skip("AND")) {
            do {
                filter = new And(filter, negatable());
            } while (tokens.skip("AND"));
        } else {
            while (tokens.skip("OR")) {
                filter = new Or(filter, negatable());
            }
        }
        return filter;
    }

    private MessageFilter negatable() {
        return tokens.skip("NOT") || tokens.skip("-") ? new Not(negatable()) : term();
    }

    private MessageFilter term() {
        if (tokens.skip("(")) {
            var filter = joined();
            tokens.expect(")");
            return filter;
        }
        if (tokens.skip("hasPrefix")) {
            return prefix();
        }
        tokens.expect("attributes");
        if (tokens.skip(":")) {
            return new HasKey(tokens.expectKey());
        }
        tokens.expect(".");
        var key = tokens.expectKey();
        if (tokens.skip("!=")) {
            return new Not(new Equal(key, tokens.expectString()));
        }
        tokens.expect("=");
        return new Equal(key, tokens.expectString());
    }

    private MessageFilter prefix() {
        tokens.expect("(");
        tokens.expect("attributes");
        tokens.expect(".");
        var key = tokens.expectKey();
        tokens.expect(",");
        var prefix = tokens.expectString();
        tokens.expect(")");
        return new HasPrefix(key, prefix);
    }
}
