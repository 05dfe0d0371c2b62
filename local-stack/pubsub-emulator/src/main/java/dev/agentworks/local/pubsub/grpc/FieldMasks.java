package dev.agentworks.local.pubsub.grpc;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.agentworks.local.pubsub.broker.Refusal;
import java.util.List;

/** Changes only the fields that a mask names. */
final class FieldMasks {

    private FieldMasks() {}

    static Message merge(Message current, Message wanted, FieldMask mask, List<String> changeable) {
        if (mask.getPathsCount() == 0) {
            throw Refusal.invalid(
                    "The update_mask in the request must be set, and must contain a non-empty paths list.");
        }
        var merged = current.toBuilder();
        for (var path : mask.getPathsList()) {
            var name = path.split("\\.", 2)[0];
            if (!changeable.contains(name)) {
                throw Refusal.invalid(
                        "Invalid update_mask provided in the request: the field '%s' cannot be changed."
                                .formatted(path));
            }
            var field = current.getDescriptorForType().findFieldByName(name);
            if (!field.isRepeated() && field.hasPresence() && !wanted.hasField(field)) {
                merged.clearField(field);
            } else {
                merged.setField(field, wanted.getField(field));
            }
        }
        return merged.build();
    }
}
