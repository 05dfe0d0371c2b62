package dev.agentworks.core.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one judgement goes by: each source was asked once, for all cards that need it. */
public final class Facts {

    private final Map<FactSource<?>, Map<UUID, ?>> read;

    private Facts(Map<FactSource<?>, Map<UUID, ?>> read) {
        this.read = read;
    }

    /** Asks the sources that nobody has asked yet. */
    static Facts read(
            Map<FactSource<?>, List<JudgedCard>> needed, Map<FactSource<?>, Map<UUID, ?>> known) {
        var read = new HashMap<>(known);
        needed.forEach((source, cards) -> {
            if (!read.containsKey(source)) {
                read.put(source, source.read(cards));
            }
        });
        return new Facts(read);
    }

    /** What the source says of the card; null when that is nothing. */
    public <T> @Nullable T of(FactSource<T> source, JudgedCard card) {
        var found = read.get(source);
        if (found == null) {
            throw new IllegalStateException("a criterion judges by what it did not ask for");
        }
        @SuppressWarnings("unchecked") // a source's facts are of its type
        var fact = (T) found.get(card.id());
        return fact;
    }

    /** As {@link #of(FactSource, JudgedCard)}; the other when that is nothing. */
    public <T> T of(FactSource<T> source, JudgedCard card, T otherwise) {
        var fact = of(source, card);
        return fact == null ? otherwise : fact;
    }
}
