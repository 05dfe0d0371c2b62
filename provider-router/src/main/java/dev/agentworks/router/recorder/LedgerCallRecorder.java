package dev.agentworks.router.recorder;

import dev.agentworks.router.ledger.AttemptEnd;
import dev.agentworks.router.ledger.Ledger;
import dev.agentworks.router.ledger.NewAttempt;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.ledger.Reservation;
import java.util.List;

/** Records a call under its caller's key: every step is in the ledger before it is taken. */
public final class LedgerCallRecorder implements CallRecorder {
    private final Ledger ledger;
    private final Reservation.Granted reservation;

    public LedgerCallRecorder(Ledger ledger, Reservation.Granted reservation) {
        this.ledger = ledger;
        this.reservation = reservation;
    }

    @Override
    public String key() {
        return reservation.lease().key();
    }

    @Override
    public int attemptsBefore() {
        return reservation.attempts();
    }

    @Override
    public void dispatch(NewAttempt attempt) {
        ledger.dispatch(reservation.lease(), attempt);
    }

    @Override
    public void failed(AttemptEnd end) {
        ledger.failed(reservation.lease(), end);
    }

    @Override
    public void release(boolean funded) {
        // an earlier owner that died may have left a hold, so the ledger looks for one in any case
        ledger.release(reservation.lease());
    }

    @Override
    public boolean finish(Outcome outcome) {
        return ledger.finish(reservation.lease(), outcome);
    }

    @Override
    public boolean isLost() {
        return ledger.isLost(key());
    }

    @Override
    public boolean isCancelled() {
        return ledger.renew(List.of(key())).contains(key());
    }
}
