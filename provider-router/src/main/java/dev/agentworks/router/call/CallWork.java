package dev.agentworks.router.call;

import dev.agentworks.router.budget.HoldOutcome;
import dev.agentworks.starter.problem.CommonError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes one call from its beginning to its end: its money held, its way gone, its end told. */
@Component
class CallWork {
    private static final Logger LOG = LoggerFactory.getLogger(CallWork.class);

    private final CallMeans means;
    private final Funding funding;

    CallWork(CallMeans means, Funding funding) {
        this.means = means;
        this.funding = funding;
    }

    /** Ends the call in every case: those who wait must hear of it. */
    void run(RunningCall call) {
        try {
            call.end(funded(call));
        } catch (RuntimeException e) {
            LOG.error("a call ended in a fault", e);
            call.end(fault(call));
        }
    }

    // nothing is sent before its money is held
    private CallEnd funded(RunningCall call) {
        if (funding.hold(call) instanceof HoldOutcome.Refused refused) {
            means.closing().release(call);
            return BudgetStop.refusal(refused);
        }
        return new Way(means, call).end();
    }

    // what was dispatched is given up by its lease; before that nothing has happened
    private CallEnd fault(RunningCall call) {
        if (call.progress().isDispatched()) {
            return new CallEnd.Lost();
        }
        means.closing().release(call);
        return new CallEnd.NotDispatched(
                CommonError.UNAVAILABLE, "The router cannot do its work; nothing was sent.", 2);
    }
}
