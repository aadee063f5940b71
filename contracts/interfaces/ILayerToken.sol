// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "./IERC4906.sol";
import {IERC4907} from "./IERC4907.sol";
import {IERC7496} from "./IERC7496.sol";
import {IERC7572} from "./IERC7572.sol";
import {IOwnerSigned} from "./IOwnerSigned.sol";

/// @title  ILayerToken
/// @notice The tokens of living paintings. A work is a master (index 0) and its layers (index 1…N), back to front;
///         `tokenId = workId << 16 | index`. A token's whole style is one storage slot, the style word:
///
///         | bits      | field            |                                             |
///         |-----------|------------------|---------------------------------------------|
///         | 0…191     | `lever[12]`      | u16 each, lever 0 in the lowest bits        |
///         | 192…223   | `revision`       | u32, +1 on every style change               |
///         | 224…247   | `updatesLeft`    | u24, all ones = unlimited                   |
///         | 248…255   | `flags`          | bit 0 frozen                                |
///
///         A lever is an index into a typed list or range that the work's manifest describes; its smallest value is 0
///         and its largest is `bounds[lever]`, packed like the word's levers and written once.
///
///         A token's style is changed by its owner, by the owner's delegate of delegate.xyz (registry v2, right
///         `layerstyle`), by its unexpired user (ERC-4907), or by anyone with the owner's signature. Never by an ERC-721
///         operator and never by the artist: an approval to sell is no approval to restyle.
interface ILayerToken is IERC2981, IERC4906, IERC4907, IERC7496, IERC7572, IOwnerSigned {
    /// @notice One token of a work to be created.
    /// @param owner   receives the token
    /// @param bounds  12 × u16, the largest value of each lever; 0 for a lever that does not exist
    /// @param word    the first style word: levers within bounds, revision 0, updates left, no flags
    struct TokenSetup {
        address owner;
        uint256 bounds;
        uint256 word;
    }

    /// @notice A restyle of one token among several in one transaction: the arguments of `setStyle`.
    struct StyleChange {
        uint256 tokenId;
        bytes changes;
        uint32 expectedRevision;
    }

    /// @notice What an owner signs (EIP-712) for others to bring: the arguments of `setStyle`, bound to the owner, to
    ///         `signatureEpochOf` and to a deadline. The revision makes it good for one use.
    /// @param deadline  unix seconds, the last second at which it is good
    struct StyleUpdate {
        uint256 tokenId;
        bytes changes;
        address owner;
        uint48 epoch;
        uint32 revision;
        uint64 deadline;
    }

    /// @notice The caller may not restyle this token: neither its owner, nor its user, nor the owner's delegate.
    error NotStyler(address caller, uint256 tokenId);
    /// @notice The caller is not the address allowed to create works in this series.
    error NotArtist(address caller);
    /// @notice No token has this id.
    error UnknownToken(uint256 tokenId);
    /// @notice No work has this id.
    error UnknownWork(uint256 workId);
    /// @notice The word moved on since the change was composed. Read it again and decide again.
    error StaleRevision(uint256 tokenId, uint32 expected, uint32 actual);
    /// @notice `changes` must be one to twelve triples (u8 lever, u16 value) with strictly ascending levers.
    error MalformedChanges(uint256 length);
    /// @notice The lever's largest value is `max`; a lever the token does not have has none.
    error LeverOutOfBounds(uint8 lever, uint16 value, uint16 max);
    /// @notice Every change in the call already holds, so there is nothing to restyle.
    error NothingChanged(uint256 tokenId);
    /// @notice A call for several tokens names none.
    error NoStyleChanges();
    /// @notice The trait follows from restyling and freezing; only a lever's trait can be set.
    error TraitNotSettable(bytes32 traitKey);
    /// @notice A lever's value is at most 65,535.
    error BadTraitValue(bytes32 traitKey, bytes32 value);
    /// @notice The token's finite number of updates is used up.
    error NoUpdatesLeft(uint256 tokenId);
    /// @notice The token was frozen by its owner, for ever.
    error StyleFrozen(uint256 tokenId);
    /// @notice The series was deployed for `cap` layers and the new work would exceed it.
    error SeriesCapExceeded(uint256 cap, uint256 requested);
    /// @notice A work has a master and 1 to 65,535 layers.
    error BadLayerCount(uint256 tokens);
    /// @notice A first word must have revision 0, no flags and levers within bounds.
    error BadFirstWord(uint256 index);
    /// @notice Bounds are twelve u16: the bits above them must be zero.
    error BadBounds(uint256 index);
    /// @notice A manifest is 1 to `max` bytes: it is stored as the code of one contract.
    error BadManifestLength(uint256 length, uint256 max);
    /// @notice A work's royalty has a receiver and never rises: it is `max` basis points now.
    error BadRoyalty(address receiver, uint256 basisPoints, uint256 max);
    /// @notice Where metadata comes from was made final.
    error MetadataIsFrozen();
    /// @notice Style and approval calls take no value.
    error ValueNotAccepted();

    /// @notice A work exists. `manifestHash` is the keccak-256 of the stored manifest bytes.
    event WorkCreated(
        uint256 indexed workId, address indexed artist, uint256 layers, bytes32 entropy, bytes32 manifestHash
    );
    /// @notice A token's schema, written once, and the word it starts with.
    event SchemaSet(uint256 indexed tokenId, uint256 bounds, uint256 word);
    /// @notice A token was restyled. Words carry revisions, so an indexer can order, deduplicate and verify by the log alone.
    event StyleChanged(
        uint256 indexed tokenId, uint256 indexed workId, address indexed by, uint256 previousWord, uint256 newWord
    );
    /// @notice The token's style can never change again.
    event LayerFrozen(uint256 indexed tokenId, address indexed by);

    /// @notice Nothing signed for this token before counts any more. `epoch` is what signatures are bound to now.
    event SignaturesRevoked(uint256 indexed tokenId, uint48 epoch);
    /// @notice A share of every sale of the work's tokens is due to `receiver`.
    event RoyaltySet(uint256 indexed workId, address indexed receiver, uint256 basisPoints);

    /// @notice Every token's metadata is now found below this address.
    event BaseURISet(string baseURI);
    /// @notice Metadata is now written by this contract (ITokenMetadata); zero for none.
    event RendererSet(address indexed renderer);
    /// @notice Where metadata comes from can never change again.
    event MetadataFrozen();

    /// @notice Creates a work: stores its manifest, writes every schema and mints every token. The artist's. Fails with
    ///         `NotArtist`, `BadLayerCount`, `BadManifestLength`, `SeriesCapExceeded`, `BadBounds` or `BadFirstWord`.
    /// @param entropy   32 bytes chosen by the artist; every layer's seed derives from it
    /// @param manifest  the manifest's JSON, compressed by raw DEFLATE (RFC 1951)
    /// @param tokens    index 0 the master, then the layers back to front
    function createWork(bytes32 entropy, bytes calldata manifest, TokenSetup[] calldata tokens)
        external
        returns (uint256 workId);

    /// @notice Moves levers of one token. A styler's: `isStyler`. Fails with `UnknownToken`, `NotStyler`, `StyleFrozen`,
    ///         `NoUpdatesLeft`, `StaleRevision`, `MalformedChanges`, `LeverOutOfBounds` or `NothingChanged`.
    /// @param changes           packed (u8 lever, u16 value) triples, levers strictly ascending
    /// @param expectedRevision  the revision the change was composed on; the call reverts when it moved on
    function setStyle(uint256 tokenId, bytes calldata changes, uint32 expectedRevision) external;

    /// @notice Moves levers of several tokens, in the order given: all of it happens, or none. Fails as `setStyle` does,
    ///         and with `NoStyleChanges`.
    function setStyles(StyleChange[] calldata styleChanges) external;

    /// @notice Moves levers of one token for its owner, who signed it. Anyone may bring it and pay its gas.
    ///         Fails as `setStyle` does, and with `NotTokenOwner`, `SignatureRevoked`, `SignatureExpired` or
    ///         `BadSignature`.
    function setStyleBySig(StyleUpdate calldata update, bytes calldata signature) external;

    /// @notice Ends every signature made for the token, its messages' too. The owner's. A live message, a listing and a
    ///         user are no signatures: they stay, and `epochOf` with them. Fails with `NotTokenOwner` or `UnknownToken`.
    function revokeSignatures(uint256 tokenId) external;

    /// @notice Makes the token's style final. One way. The owner's alone: restyling can be lent, this cannot.
    ///         Fails with `NotTokenOwner`, `UnknownToken` or `StyleFrozen`.
    function freeze(uint256 tokenId) external;

    /// @notice Gives a work's royalty (ERC-2981) to another receiver or lowers it: the artist's. A work begins with 10 %
    ///         to the artist, and what a buyer was told never rises. Fails with `NotArtist`, `UnknownWork` or `BadRoyalty`.
    /// @param basisPoints  hundredths of a percent of the price
    function setRoyalty(uint256 workId, address receiver, uint256 basisPoints) external;

    /// @notice Moves the metadata of the series to another server. The artist's; art and ownership are out of its reach.
    ///         Fails with `NotArtist` or `MetadataIsFrozen`.
    function setBaseURI(string calldata baseURI) external;

    /// @notice Has the metadata of the series written by a contract, an ITokenMetadata; zero to find it below `baseURI`
    ///         again. The artist's. Fails with `NotArtist` or `MetadataIsFrozen`.
    function setRenderer(address renderer) external;

    /// @notice Makes `baseURI` and `renderer` final. One way. The artist's. Fails with `NotArtist` or `MetadataIsFrozen`.
    function freezeMetadata() external;

    /// @return The style word. To read a token or a work that does not exist fails with `UnknownToken` or `UnknownWork`.
    function styleOf(uint256 tokenId) external view returns (uint256);

    /// @return 12 × u16, the largest value of each lever.
    function boundsOf(uint256 tokenId) external view returns (uint256);

    /// @return keccak256(abi.encodePacked(address(this), entropy of the work, tokenId)): what a layer's latent codes derive from.
    function seedOf(uint256 tokenId) external view returns (bytes32);

    /// @return The stored manifest: raw DEFLATE of its JSON.
    function manifestOf(uint256 workId) external view returns (bytes memory);

    /// @return entropy  the artist's 32 bytes
    /// @return layers   how many layers the work has, the master not counted
    function workOf(uint256 workId) external view returns (bytes32 entropy, uint256 layers);

    /// @return How many works exist; their ids are 1…works.
    function works() external view returns (uint256);

    /// @return How often the token changed hands: what a message and a listing are bound to.
    function epochOf(uint256 tokenId) external view returns (uint48);

    /// @return How often the token changed hands or had its signatures revoked: what a signature is bound to. It only
    ///         rises, so no signature of a former owner revives when the token comes back.
    function signatureEpochOf(uint256 tokenId) external view returns (uint48);

    /// @return Whether the token's style is this account's to change. What is left to change, the style word says.
    function isStyler(address account, uint256 tokenId) external view returns (bool);

    /// @return What `tokenURI` puts before the decimal token id while there is no renderer.
    function baseURI() external view returns (string memory);

    /// @return The contract that writes metadata, or zero.
    function renderer() external view returns (address);

    /// @return Whether `baseURI` and `renderer` are final.
    function metadataFrozen() external view returns (bool);

    /// @return The address that may create works, for ever.
    function artist() external view returns (address);

    /// @return How many layers all works of the series may have together, masters not counted.
    function cap() external view returns (uint256);

    /// @return The block of the deployment: an indexer need not look further back.
    function deployBlock() external view returns (uint256);
}
