package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.Verbatim;

/** Receives a response while it comes. Called on the thread of the call. */
public interface ResponseListener {
    /**
     * The connection stands and the first byte is about to be written. Whatever this throws stops
     * the call, which then was not dispatched.
     */
    void dispatching();

    /** The response has begun, or it is a refusal; nothing of the answer has come yet. */
    default void head(ResponseHead head) {}

    void text(String delta);

    void tool(String id, String name);

    /** A piece of the arguments of the tool call with this id; pieces of several may alternate. */
    default void arguments(String id, String fragment) {}

    /** A readable piece of what the model thinks. */
    default void reasoning(String delta) {}

    default void image(Image image) {}

    /** A piece of the stream in the vendor's own words, after the calls for what it contains. */
    default void piece(String data, Verbatim.Piece kind) {}

    /** The whole response in the vendor's own words, after the calls for what it contains. */
    default void whole(byte[] body) {}
}
