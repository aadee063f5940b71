// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ZoneInterface} from "seaport-types/src/interfaces/ZoneInterface.sol";

/// @title  IStyleGuardZone
/// @notice A Seaport 1.6 zone: an order that names it is filled only while tokens have the traits (ERC-7496) that the
///         order promises, so that nobody can restyle a layer just before it is sold. Follows SIP-5, SIP-6 and SIP-15
///         as far as these drafts go.
///
///         The order is restricted and its `zoneHash` is `keccak256(fixed)`; whoever fills it sends `extraData`:
///
///         | bytes | what                                                              |
///         |-------|-------------------------------------------------------------------|
///         | 0     | 0x01, SIP-6's version for one fixed data array                    |
///         | 1…    | `fixed`: 0x04, SIP-15's substandard for many tokens and traits, then `abi.encode(TraitCondition[])` |
///
///         A trait that a transfer itself changes can never be promised: traits are compared after all transfers.
interface IStyleGuardZone is ZoneInterface {
    /// @notice What a trait must be compared with its promised value.
    /// @param comparison  0 =, 1 ≠, 2 <, 3 ≤, 4 >, 5 ≥; the last four between unsigned integers
    /// @param token       the ERC-7496 contract
    /// @param tokenId     which token
    /// @param traitValue  the promised value
    /// @param traitKey    which trait
    struct TraitCondition {
        uint8 comparison;
        address token;
        uint256 tokenId;
        bytes32 traitValue;
        bytes32 traitKey;
    }

    /// @notice `extraData` does not begin with version 0x01 (SIP-6).
    error UnsupportedExtraDataVersion(uint8 version);
    /// @notice The fixed data is not that of substandard 4 (SIP-15), or promises nothing.
    error InvalidExtraDataEncoding(uint8 version);
    /// @notice The fixed data is not what the order commits to.
    error InvalidZoneHash(bytes32 expected, bytes32 actual);
    /// @notice No comparison has this number.
    error UnknownComparison(uint8 comparison);
    /// @notice The token is not as promised (SIP-15).
    error InvalidDynamicTraitValue(
        address token, bytes32 traitKey, bytes32 expectedTraitValue, bytes32 actualTraitValue
    );
}
