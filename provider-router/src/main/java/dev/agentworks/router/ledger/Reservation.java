package dev.agentworks.router.ledger;

/** What the ledger knows of a key that a caller brings. */
public sealed interface Reservation {
    /**
     * The caller owns it and may ask the vendor.
     *
     * @param attempts made by earlier owners, none of which the vendor charges
     */
    record Granted(Lease lease, int attempts) implements Reservation {}

    /** A router works on it. */
    record InProgress() implements Reservation {}

    /** It has its outcome. */
    record Finished(CallState state, String completion) implements Reservation {}

    /** It had its outcome so long ago that the answer is not kept any more. */
    record Forgotten() implements Reservation {}

    /** Its outcome was lost. */
    record Indeterminate() implements Reservation {}

    /** The key belongs to another request. */
    record KeyReused() implements Reservation {}
}
