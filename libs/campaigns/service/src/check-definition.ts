import { CampaignError, compileCampaign, ConditionInputs, type KnownSignals } from '@headway/campaigns/rules';
import type { Campaign } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';

/**
 * Checks a campaign as every vehicle with this catalogue will.
 * @throws AppError `invalid-campaign` with the place and the reason
 */
export function checkCampaign(campaign: Campaign, signals: KnownSignals): void {
  try {
    compileCampaign(campaign, signals, new ConditionInputs());
  } catch (cause) {
    if (!(cause instanceof CampaignError)) throw cause;
    const { field, position, code, reason } = cause;
    const path = position ? `${field}:${position.line}:${position.column}` : field;
    throw new AppError('invalid-campaign', cause.message, { cause, issues: [{ path, message: `${code}: ${reason}` }] });
  }
}
