package dev.agentworks.local.pubsub.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import dev.agentworks.local.pubsub.journal.JournalRecord.Acknowledged;
import dev.agentworks.local.pubsub.journal.JournalRecord.Kept;
import dev.agentworks.local.pubsub.journal.JournalRecord.Published;
import dev.agentworks.local.pubsub.journal.JournalRecord.SnapshotEnded;
import dev.agentworks.local.pubsub.journal.JournalRecord.Sought;
import dev.agentworks.local.pubsub.journal.JournalRecord.SubscriptionDeleted;
import dev.agentworks.local.pubsub.journal.JournalRecord.SubscriptionStored;
import dev.agentworks.local.pubsub.journal.JournalRecord.TopicDeleted;
import dev.agentworks.local.pubsub.journal.JournalRecord.TopicStored;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a record: a kind, then its parts. */
final class RecordCodec {

    private RecordCodec() {}

    static void write(JournalRecord record, DataOutputStream out) throws IOException {
        switch (record) {
            case TopicStored(var topic) -> {
                out.writeByte(1);
                writeProto(topic, out);
            }
            case TopicDeleted(var topic) -> {
                out.writeByte(2);
                out.writeUTF(topic);
            }
            case SubscriptionStored(var subscription, var after) -> {
                out.writeByte(3);
                writeProto(subscription, out);
                out.writeLong(after);
            }
            case SubscriptionDeleted(var subscription) -> {
                out.writeByte(4);
                out.writeUTF(subscription);
            }
            case Published(var topic, var messages) -> {
                out.writeByte(5);
                out.writeUTF(topic);
                writeMessages(messages, out);
            }
            case Acknowledged(var subscription, var messages) -> {
                out.writeByte(6);
                out.writeUTF(subscription);
                out.writeInt(messages.size());
                for (long message : messages) {
                    out.writeLong(message);
                }
            }
            case Sought(var subscription, var time) -> {
                out.writeByte(7);
                out.writeUTF(subscription);
                out.writeLong(time.getEpochSecond());
                out.writeInt(time.getNano());
            }
            case Kept(var subscription, var pending, var acknowledged) -> {
                out.writeByte(8);
                out.writeUTF(subscription);
                writeMessages(pending, out);
                writeMessages(acknowledged, out);
            }
            case SnapshotEnded(var lastMessage) -> {
                out.writeByte(9);
                out.writeLong(lastMessage);
            }
        }
    }

    static JournalRecord read(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var kind = in.readByte();
        return switch (kind) {
            case 1 -> new TopicStored(Topic.parseFrom(readBytes(in)));
            case 2 -> new TopicDeleted(in.readUTF());
            case 3 -> new SubscriptionStored(Subscription.parseFrom(readBytes(in)), in.readLong());
            case 4 -> new SubscriptionDeleted(in.readUTF());
            case 5 -> new Published(in.readUTF(), readMessages(in));
            case 6 -> new Acknowledged(in.readUTF(), readNumbers(in));
            case 7 -> new Sought(in.readUTF(), Instant.ofEpochSecond(in.readLong(), in.readInt()));
            case 8 -> new Kept(in.readUTF(), readMessages(in), readMessages(in));
            case 9 -> new SnapshotEnded(in.readLong());
            default -> throw new IOException("a journal record has the unknown kind " + kind);
        };
    }

    private static void writeProto(Message message, DataOutputStream out) throws IOException {
        out.writeInt(message.getSerializedSize());
        message.writeTo(out);
    }

    private static void writeMessages(List<PubsubMessage> messages, DataOutputStream out)
            throws IOException {
        out.writeInt(messages.size());
        for (var message : messages) {
            writeProto(message, out);
        }
    }

    private static List<PubsubMessage> readMessages(DataInputStream in) throws IOException {
        var messages = new ArrayList<PubsubMessage>();
        for (var left = in.readInt(); left > 0; left--) {
            messages.add(message(readBytes(in)));
        }
        return messages;
    }

    private static PubsubMessage message(byte[] bytes) throws InvalidProtocolBufferException {
        return PubsubMessage.parseFrom(bytes);
    }

    private static List<Long> readNumbers(DataInputStream in) throws IOException {
        var numbers = new ArrayList<Long>();
        for (var left = in.readInt(); left > 0; left--) {
            numbers.add(in.readLong());
        }
        return numbers;
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
