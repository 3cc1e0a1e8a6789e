//! An interaction as members see it.

use protocol::interactions as wire;
use room_api::InteractionId;
use room_api::interaction::{Interaction, InteractionKind};

/// None for a kind that is only a filter, or that nobody knows: such are not let in.
pub(super) fn view(interaction: &wire::Interaction) -> Option<Interaction> {
    Some(Interaction {
        id: InteractionId(interaction.index),
        kind: kind(interaction.kind)?,
        atoms1: interaction.atoms1.clone(),
        atoms2: interaction.atoms2.clone(),
        conformer1: interaction.conformer1,
        conformer2: interaction.conformer2,
        visible: interaction.visible,
    })
}

pub(super) fn kind(kind: wire::InteractionKind) -> Option<InteractionKind> {
    use wire::InteractionKind as Wire;
    Some(match kind {
        Wire::COVALENT => InteractionKind::Covalent,
        Wire::HYDROGEN_BOND => InteractionKind::HydrogenBond,
        Wire::IONIC => InteractionKind::Ionic,
        Wire::X_BOND => InteractionKind::XBond,
        Wire::METAL_COMPLEX => InteractionKind::MetalComplex,
        Wire::AROMATIC => InteractionKind::Aromatic,
        Wire::HYDROPHOBIC => InteractionKind::Hydrophobic,
        Wire::VAN_DER_WAALS => InteractionKind::VanDerWaals,
        Wire::VAN_DER_WAALS_CLASH => InteractionKind::VanDerWaalsClash,
        Wire::WEAK_H_BOND => InteractionKind::WeakHBond,
        Wire::POLAR => InteractionKind::Polar,
        Wire::WEAK_POLAR => InteractionKind::WeakPolar,
        Wire::CLASH => InteractionKind::Clash,
        Wire::CARBONYL => InteractionKind::Carbonyl,
        Wire::CARBON_PI => InteractionKind::CarbonPi,
        Wire::CATION_PI => InteractionKind::CationPi,
        Wire::DONOR_PI => InteractionKind::DonorPi,
        Wire::HALOGEN_PI => InteractionKind::HalogenPi,
        Wire::METSULPHUR_PI => InteractionKind::MetsulphurPi,
        Wire::PROXIMAL => InteractionKind::Proximal,
        _ => return None,
    })
}
